import { factsAt } from '#documents/facts/facts';
import { draftOf } from '#documents/highlight-draft';
import type { ReportScope } from '#documents/highlight-draft';
import { firstDayOf, financialYearOf } from '#kernel/financial-year';
import { withData } from '../data-place.js';
import { progressBar } from '../progress.js';
import { dayOf, partnershipIn } from '../reading.js';
import type { Terminal } from '../terminal.js';
import { WrongUse } from '../wrong-use.js';

export interface DraftHighlightOptions {
  readonly partnership?: string;
  readonly project?: string;
  readonly group?: string;
  readonly from?: string;
  readonly to?: string;
  readonly report: string;
  readonly by: string;
}

/**
 * Prints the command that submits a highlight report, with its texts as the record has them: for an officer
 * to finish, and to give to `run`. @throws WrongUse for a bad option
 */
export async function draftHighlight(options: DraftHighlightOptions, terminal: Terminal): Promise<void> {
  const actor = actorOf(options.by);
  await withData(async (place) => {
    const { id } = await partnershipIn(place, options.partnership);
    const today = place.today();
    const scope = scopeOf(options, today);
    const moment = { asAt: today, knownAt: place.clock.now() };
    const bar = await progressBar('Reading events', await place.store.lastPosition());
    const facts = await factsAt(place, id, moment, (position) => bar.at(position));
    bar.end();
    if (scope.project !== undefined && !facts.projects.has(scope.project))
      throw new WrongUse(`There is no project ${scope.project} here.`);
    const { report } = options;
    const sent = { command: 'SubmitHighlightReport', id: `submit-${report}`, partnership: id, actor };
    await terminal.line(JSON.stringify({ ...sent, report, ...scope, ...draftOf(facts, scope) }));
  });
}

function scopeOf({ project, group, from, to }: DraftHighlightOptions, today: string): ReportScope {
  const last = dayOf('to', to, today);
  return {
    ...(project === undefined ? {} : { project }),
    ...(group === undefined ? {} : { group }),
    from: dayOf('from', from, firstDayOf(financialYearOf(last))),
    to: last,
  };
}

function actorOf(by: string): { readonly person: string; readonly role: string } {
  const [person = '', role = '', ...rest] = by.split('/');
  if (person !== '' && role !== '' && rest.length === 0) return { person, role };
  throw new WrongUse(`--by is a person and a role, such as lead-1/lead-officer, not ${by}.`);
}
