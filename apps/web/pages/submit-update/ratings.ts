/** How a project stands, and what each rating means to whoever gives it. */
export const ratings = [
  { value: 'green', text: 'Green', hint: { text: 'On track: it goes as planned' } },
  { value: 'amber', text: 'Amber', hint: { text: 'At risk: it will fall behind unless something is done' } },
  {
    value: 'red',
    text: 'Red',
    hint: { text: 'Off track: it has fallen behind, or will not do what was promised' },
  },
] as const;

/** What helps whoever writes an update, under each of its questions. */
export const updateHints = {
  progress: 'In numbers where there are any: 4 sessions, 63 young people',
  risks: 'What may go wrong, how likely it is, and what you do about it',
  nextSteps: 'With dates, where they are known',
} as const;
