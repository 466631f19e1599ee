import type { Composed } from '#reminders/mail/composing';

/** A message as the specs of the channels send it. */
export function composed(over: Partial<Composed> = {}): Composed {
  return {
    id: '2f1c1b52-93a8-5d3e-8a7b-3f0c5d9e1a24',
    to: { name: 'A. Lead', email: 'a.lead@council.example' },
    subject: 'Evaluation of Youth bus is due on Friday 1 April',
    text: 'Dear A. Lead,\n\nEvaluation of Youth bus is due on Friday 1 April.\n\nhttps://tallystick.example/\n',
    html: '<p>Evaluation of Youth bus is due on Friday 1 April.</p>\n',
    headers: { 'Auto-Submitted': 'auto-generated' },
    parts: {
      text: 'Dear A. Lead,\n\nEvaluation of Youth bus is due on Friday 1 April.\n',
      link: 'https://tallystick.example/',
    },
    ...over,
  };
}
