import { project as projectDecider } from '#funding/project/project';
import { awardLines, undecidedOverspendPence } from '#funding/project/queries';
import { projectStream } from '#kernel/ids';
import { formatPence, sumPence } from '#kernel/pence';
import { askChoice } from '../../../acts/questions.js';
import { effectOf } from '../effects.js';
import { purseAt, pursesOf } from '../purses.js';
import { ruling } from '../ruling.js';
import type { ItemAt, Ruling } from '../ruling.js';

/** What was paid beyond an award: the award grows by it, or it is to be recovered. */
export async function decideOverspend({ visit, project }: ItemAt): Promise<Ruling | string> {
  if (project === undefined) return nothing;
  const { place, partnership } = visit.reading;
  const state = await place.state(projectStream(partnership, project.project), projectDecider);
  const shares = awardLines(state).flatMap((line) => {
    const amountPence = undecidedOverspendPence(line);
    const { source, fundingType } = line;
    return amountPence > 0 ? [{ source, fundingType, amountPence }] : [];
  });
  if (shares.length === 0) return nothing;
  const purses = await pursesOf(visit);
  return ruling({
    title: 'Decide on an overspend',
    intro: [
      'The money left its source when it was paid. To accept it makes the award as large as what was paid; otherwise finance recovers it.',
    ],
    known: [['Paid beyond the award', formatPence(sumPence(shares.map(({ amountPence }) => amountPence)))]],
    questions: { outcome: askOutcome },
    effects: () =>
      shares.flatMap(({ amountPence, ...at }) => {
        const purse = purseAt(purses, at);
        if (purse === undefined) return [];
        return [effectOf(purse, { name: 'This overspend', pence: amountPence, from: 'spent' })];
      }),
    command: ({ outcome }, decision) => ({
      name: 'DecideOverspend',
      content: { project: project.project, decision, outcome, shares },
    }),
    fields: () => ({ shares: 'outcome', amountPence: 'outcome' }),
    done: ({ outcome }) =>
      `${project.title}: the overspend is ${outcome === 'accept' ? 'accepted' : 'to be recovered'}.`,
  });
}

const nothing = 'No overspend of this project waits for a decision.';

const askOutcome = askChoice(
  { label: 'What becomes of the overspend?', what: 'what becomes of the overspend' },
  [
    { value: 'accept', text: 'Accept it: the award grows by it' },
    { value: 'recover', text: 'Recover it: finance raises a clawback' },
  ] as const,
);
