import { yearInWords } from '#kernel/financial-year';
import { formatDate } from '#kernel/local-date';
import { highlightsAt } from '#projections/highlights-at';
import { inWords } from '#reads/words';
import type { Visit } from '../../access/visit.js';
import type { Offered } from '../../acts/questions.js';
import { allSourceChoices } from '../source/choices.js';

/** What a document can be about, and from what a person chooses it. */
interface Chooser {
  readonly label: string;
  /** The same in mid-sentence. */
  readonly what: string;
  /** Left out where there is nothing to choose from, and an identity is typed. */
  readonly offered?: (visit: Visit) => Promise<readonly Offered[]>;
}

const choosers: Readonly<Record<string, Chooser>> = {
  project: { label: 'Which project?', what: 'the project', offered: projects },
  source: { label: 'Which source did the money come from?', what: 'the source', offered: allSourceChoices },
  meeting: { label: 'Which meeting?', what: 'the meeting', offered: meetings },
  group: { label: 'Which thematic group?', what: 'the thematic group', offered: groups },
  report: { label: 'Which highlight report?', what: 'the highlight report', offered: reports },
};

/**
 * How someone says what a document is about, whatever the registry of documents says that it is: what this
 * page cannot list is typed.
 */
export function chooserOf(subject: string): Chooser {
  return choosers[subject] ?? { label: `Which ${inWords(subject)}?`, what: `the ${inWords(subject)}` };
}

/** The years of the partnership's money, the latest first. */
export async function yearsOf({ reading: { models, partnership } }: Visit): Promise<readonly Offered[]> {
  const rows = await models.db
    .selectFrom('sources')
    .select('year')
    .distinct()
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => ({ value: year, text: yearInWords(year) }));
}

async function projects({ reading: { models, partnership } }: Visit): Promise<readonly Offered[]> {
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .orderBy('title')
    .execute();
  return rows.map(({ project, title }) => ({ value: project, text: title }));
}

async function groups({ reading: { state } }: Visit): Promise<readonly Offered[]> {
  const thematic = state.groups.filter(({ kind }) => kind === 'thematic');
  return thematic.map(({ group, name }) => ({ value: group, text: name }));
}

async function reports({ reading: { models, partnership } }: Visit): Promise<readonly Offered[]> {
  const lines = await highlightsAt(models.db, { partnership });
  return lines.map(({ report, state: { terms } }) => ({
    value: report,
    text: `${report}: ${formatDate(terms.from)} to ${formatDate(terms.to)}`,
  }));
}

async function meetings({ reading }: Visit): Promise<readonly Offered[]> {
  const { models, partnership, state } = reading;
  const rows = await models.db
    .selectFrom('meetings')
    .select(['meeting', 'group_id', 'held_on'])
    .where('partnership', '=', partnership)
    .orderBy('held_on', 'desc')
    .execute();
  const names = new Map(state.groups.map(({ group, name }) => [group, name]));
  return rows.map(({ meeting, group_id: group, held_on: day }) => ({
    value: meeting,
    text: `${formatDate(day)}, ${names.get(group) ?? group}`,
  }));
}
