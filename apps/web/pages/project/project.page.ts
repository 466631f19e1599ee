import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { money, words } from '#documents/model/document';
import type { PublicationState } from '#funding/publication/publication';
import { isId } from '#kernel/ids';
import type { Pence } from '#kernel/pence';
import { awardColumns } from '#reads/award-columns';
import { sourcesInTurn } from '#reads/award-now';
import { projectDetail, projectWithHistory } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { projectLetters } from '#reads/project-letters';
import { stageInWords } from '#reads/words';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { callings } from '../../titles.js';
import type { Callings } from '../../titles.js';
import { bidRows, pastResults } from '../bid/bid-rows.js';
import { lettersListed, withLetters } from '../documents/letters.js';
import { publicationOf } from '../open-data/open-data-at.js';
import { actionsFor } from './actions.js';
import { namedIn, timelineOf } from './timeline.js';

/** One project, from its bid to what became of it. */
@Controller('p/:partnership/projects/:project')
@Permits(...readers)
export class ProjectPage {
  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    if (!isId(project)) throw new NotFoundException();
    const [read, publication, letters] = await Promise.all([
      projectWithHistory(visit.reading, project),
      publicationOf(visit),
      projectLetters(visit.reading, project),
    ]);
    if (read === undefined) throw new NotFoundException();
    const { detail, history } = read;
    const named = namedIn(history);
    const called = await callings(visit, { ...named, sources: [...named.sources, ...sourcesOf(detail)] });
    const [people, timeline] = await Promise.all([
      peopleOf(detail, visit),
      timelineOf(history, visit, called),
    ]);
    return new Page('project/project.njk', {
      title: detail.title,
      trail: [{ text: 'Projects', href: visit.at('/projects') }, { text: detail.title }],
      detail,
      statusInWords: stageInWords(detail),
      ...people,
      bidRows: rowsOf(bidRows(visit, detail)),
      before: await pastResults(visit, detail),
      actions: actionsFor(detail, visit),
      letters: lettersListed(visit, project, letters),
      openData: openDataOf(detail, publication, visit),
      conditions: conditionsOf(detail, visit),
      updates: updatesOf(detail, visit),
      decisionHref: decisionHref(detail, visit),
      ...moneyOf(detail, called),
      evaluationHref: visit.at(`/evaluations/${project}`),
      spendHref: visit.at(`/projects/${project}/spending`),
      exportHref: visit.at(`/projects/${project}/award.csv`),
      timeline: withLetters(visit, project, timeline, letters),
    });
  }

  @Get('award.csv')
  async export(@Visiting() visit: Visit, @Param('project') project: string): Promise<Download> {
    const detail = isId(project) ? await projectDetail(visit.reading, project) : undefined;
    if (detail === undefined) throw new NotFoundException();
    const { awardHeadings, award } = moneyOf(detail, await callings(visit, { sources: sourcesOf(detail) }));
    return exportOf(visit, {
      name: `award-${project}`,
      title: `The award of ${detail.title}`,
      columns: ['Source', 'Funding type', ...awardHeadings.map((heading) => `${heading} £`)],
      rows: award.map((line) => [
        words(line.sourceNames),
        words(line.fundingType),
        ...line.cells.map((pence) => money(pence)),
      ]),
    });
  }
}

interface ShownMoney {
  readonly awardHeadings: readonly string[];
  readonly award: readonly {
    readonly sourceNames: string;
    readonly fundingType: string;
    readonly cells: readonly Pence[];
  }[];
  readonly uncovered: readonly object[];
}

/** Its lead officer and who acts for them, by name; empty where there is none. */
async function peopleOf({ leadOfficer, deputy }: ProjectDetail, { reading }: Visit): Promise<object> {
  const nameOf = async (person: string | null): Promise<string> =>
    person === null ? '' : reading.names.of(person);
  const [officer, deputyName] = await Promise.all([nameOf(leadOfficer), nameOf(deputy)]);
  return { officer, deputy: deputyName };
}

/** Every source of its award, and of what it lacks. */
function sourcesOf({ award, uncovered }: ProjectDetail): readonly string[] {
  return [...award.flatMap((line) => line.sources), ...uncovered.map(({ source }) => source)];
}

/** The award by source and what of it is uncovered, with the sources by their names. */
function moneyOf({ award, uncovered }: ProjectDetail, { sourceCalled }: Callings): ShownMoney {
  const { headings, cells } = awardColumns(award);
  return {
    awardHeadings: headings,
    award: award.map((line) => ({
      sourceNames: sourcesInTurn(line, sourceCalled),
      fundingType: line.fundingType,
      cells: cells(line),
    })),
    uncovered: uncovered.map((one) => ({ ...one, sourceName: sourceCalled(one.source) })),
  };
}

/** Whether it is held back from what is published, and the way to change that. */
function openDataOf(
  { project, award }: ProjectDetail,
  { heldBack }: PublicationState,
  visit: Visit,
): object | undefined {
  const held = heldBack.find((one) => one.project === project && !one.released);
  const act = (path: string): string => visit.at(`/open-data/${path}/${project}`);
  if (held !== undefined)
    return { reason: held.reason, releaseHref: visit.may('ReleaseProject') ? act('release') : undefined };
  return award.length > 0 && visit.may('HoldProjectBack') ? { holdHref: act('hold-back') } : undefined;
}

/** The item of the meeting that decided on it; none where it was taken on, or the chair acted. */
function decisionHref({ decision: { meeting, item } }: ProjectDetail, visit: Visit): string | undefined {
  return meeting === null || item === null ? undefined : visit.at(`/meetings/${meeting}/items/${item}`);
}

/** The monthly updates, each with the way to correct it: what a chair has judged an evaluation by stands. */
function updatesOf(detail: ProjectDetail, visit: Visit): readonly object[] {
  const mayCorrect = visit.mayAt('CorrectPerformanceUpdate', detail);
  const stands = detail.evaluation?.status === 'accepted';
  return detail.updates.map((one) => {
    const act = visit.at(`/projects/${detail.project}/correct-update/${one.month}`);
    return { ...one, correctHref: mayCorrect && !stands ? act : undefined };
  });
}

function conditionsOf(detail: ProjectDetail, visit: Visit): readonly object[] {
  const mayDischarge = visit.mayAt('DischargeCondition', detail);
  return detail.conditions.map((one) => {
    const act = visit.at(`/projects/${detail.project}/discharge-condition/${one.condition}`);
    return { ...one, dischargeHref: mayDischarge && one.status === 'open' ? act : undefined };
  });
}
