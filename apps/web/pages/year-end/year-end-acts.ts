import type { Preparation } from '#funding/confirmation/confirmation';
import { yearInWords } from '#kernel/financial-year';
import { formatPence, sumPence } from '#kernel/pence';
import { confirmedFigures } from '#reads/confirmed-figures';
import type { Visit } from '../../access/visit.js';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askText } from '../../acts/questions.js';
import { SeeOther } from '../../answering/page.js';

interface YearEndAt {
  readonly visit: Visit;
  readonly year: string;
  /** As it was prepared last; undefined before it was. */
  readonly last: Preparation | undefined;
}

/** An act at the confirmation of a year; undefined where there is nothing that it could be done to. */
export type YearEndAct = (at: YearEndAt) => Act | undefined;

export const prepare: YearEndAct = (at) => {
  const { visit, year, last } = at;
  if (!visit.may('PrepareYearEnd')) return undefined;
  return act({
    ...around(at),
    title: 'Prepare the confirmation',
    intro: [
      'Its figures are those of the closed sources, as the record has them. The s151 officer, who is another person, certifies or declines it.',
    ],
    questions: {
      statement: askText(
        {
          label: 'What is confirmed, in words',
          what: 'what is confirmed',
          hint: 'For example, that the plan was funded in line with its objectives, and what was underspent and why',
        },
        4000,
      ),
    },
    ...(last === undefined ? {} : { filledIn: { statement: last.statement } }),
    button: 'Prepare the confirmation',
    command: ({ statement }) => ({
      name: 'PrepareYearEnd',
      content: { year, preparation: numberOf(last), statement },
    }),
    done: backTo(at, 'The confirmation is prepared, and waits for the s151 officer.'),
  });
};

export const certify: YearEndAct = (at) => {
  const { visit, year, last } = at;
  if (last === undefined || !visit.may('CertifyYearEnd')) return undefined;
  return act({
    ...around(at),
    title: 'Certify the confirmation',
    known: [['What is confirmed', last.statement], ...totalsOf(last)],
    questions: {},
    button: 'Certify the year',
    command: () => ({ name: 'CertifyYearEnd', content: { year, preparation: last.preparation } }),
    done: backTo(at, 'The year is certified.'),
  });
};

export const decline: YearEndAct = (at) => {
  const { visit, year, last } = at;
  if (last === undefined || !visit.may('DeclineYearEnd')) return undefined;
  return act({
    ...around(at),
    title: 'Decline the confirmation',
    known: [['What is confirmed', last.statement]],
    questions: { reason: askText({ label: 'Why', what: 'why' }, 4000) },
    button: 'Decline the confirmation',
    command: ({ reason }) => ({
      name: 'DeclineYearEnd',
      content: { year, preparation: last.preparation, reason },
    }),
    done: backTo(at, 'The confirmation is declined. Finance prepares another.'),
  });
};

/** What the sources of the year come to together, as the page before shows it of each. */
function totalsOf({ lines }: Preparation): NonNullable<Act['known']> {
  return confirmedFigures.map(([heading, figure]) => [
    heading,
    formatPence(sumPence(lines.map((line) => line[figure]))),
  ]);
}

/** One more each time that the last was declined; sent twice, it is the same. */
function numberOf(last: Preparation | undefined): number {
  if (last === undefined) return 1;
  return last.answer?.outcome === 'declined' ? last.preparation + 1 : last.preparation;
}

function around({ visit, year }: YearEndAt): Pick<Act, 'caption' | 'trail'> {
  return {
    caption: `Financial year ${yearInWords(year)}`,
    trail: [
      { text: 'Sources', href: visit.at('/sources') },
      { text: `The confirmation of ${yearInWords(year)}`, href: visit.at(`/year-end/${year}`) },
    ],
  };
}

function backTo({ visit, year }: YearEndAt, notice: string): () => SeeOther {
  return () => new SeeOther(visit.at(`/year-end/${year}`), notice);
}
