import type { FormView } from '#govuk/form';
import type { Questions } from '../../acts/act.js';
import { keyOf } from '../../acts/questions.js';
import type { Part } from './ruling.js';

/**
 * The parts of a form as `parts.njk` draws them. What is folded away stands open where something was typed in
 * it, so that nothing is overlooked.
 */
export function partsDrawn(
  questions: Questions,
  parts: readonly Part[],
  { typed, wrong }: FormView,
): readonly object[] {
  return parts
    .filter(({ names }) => names.length > 0)
    .map(({ heading, isFolded, names }) => {
      const inputs = names.flatMap((name) => questions[name]?.field.parts(name) ?? []);
      const isTyped = inputs.some((input) => (typed[input] ?? '').length > 0);
      return {
        heading,
        isFolded,
        isOpen: isTyped || names.some((name) => name in wrong),
        questions: names.map((name) => ({ name, ...questions[name] })),
      };
    });
}

/** Each answer that was given, in the words of its question. */
export function saidOf(
  questions: Questions,
  answers: Readonly<Record<string, unknown>>,
): readonly (readonly [key: string, text: string])[] {
  return Object.entries(questions).flatMap(([name, question]) => {
    const answer = answers[name];
    if (answer === undefined) return [];
    return [[keyOf(question), question.say(answer)] as const];
  });
}
