import { describe, expect, it } from '@jest/globals';
import { Gathering } from '#stores/postgres/gathering';

/** A gathering that doubles numbers, and what it was asked at once. */
function doubling(most = 64): { readonly asked: number[][]; readonly doubles: Gathering<number, number> } {
  const asked: number[][] = [];
  const doubles = new Gathering<number, number>(async (numbers) => {
    asked.push([...numbers]);
    if (numbers.includes(13)) throw new Error('Nobody asks thirteen.');
    return numbers.map((number) => 2 * number);
  }, most);
  return { asked, doubles };
}

describe('A gathering', () => {
  it('puts the questions of one turn at once, and gives each its own answer', async () => {
    const { asked, doubles } = doubling();
    expect(await Promise.all([3, 1, 3].map(async (number) => doubles.answerTo(number)))).toEqual([6, 2, 6]);
    expect(asked).toEqual([[3, 1, 3]]);
  });

  it('shares with those who come to ask by promises of the same turn', async () => {
    const { asked, doubles } = doubling();
    const later = Promise.resolve().then(async () => doubles.answerTo(2));
    expect(await Promise.all([doubles.answerTo(1), later])).toEqual([2, 4]);
    expect(asked).toEqual([[1, 2]]);
  });

  it('never answers from what was asked before someone asked', async () => {
    const { asked, doubles } = doubling();
    await doubles.answerTo(1);
    await doubles.answerTo(1);
    expect(asked).toEqual([[1], [1]]);
  });

  it('puts no more at once than it may', async () => {
    const { asked, doubles } = doubling(2);
    await Promise.all([1, 2, 3].map(async (number) => doubles.answerTo(number)));
    expect(asked).toEqual([[1, 2], [3]]);
  });

  it('tells all who shared a question that it failed, and nobody else', async () => {
    const { doubles } = doubling(2);
    const settled = await Promise.allSettled([1, 13, 3].map(async (number) => doubles.answerTo(number)));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
