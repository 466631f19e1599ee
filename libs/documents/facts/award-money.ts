import type { DataOf, FundingSourceEvent } from '#funding/funding-source/funding-source.events';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/**
 * Why a source holds or has spent what it has for a project. Together these come to what stands on its
 * accounts `committed`, `subject-to-funding` and `spent`, whatever happened.
 */
export interface AwardMoney {
  readonly source: string;
  readonly year: string;
  readonly project: string;
  /** Allocated by decisions, virements and overspends that were accepted. */
  allocatedPence: Pence;
  /** What was given back because it was unspent, and because the award itself fell. */
  unspentPence: Pence;
  withdrawnPence: Pence;
  /** Commitments that went to the next year, and that came from the year before. */
  carriedPence: Pence;
  broughtPence: Pence;
  overspendPence: Pence;
  /** The events that made the award what it is. */
  readonly behind: number[];
}

/** The awards of a partnership as its sources keep them. */
export class AwardsMoney {
  private readonly byProject = new Map<string, Map<string, AwardMoney>>();

  see(source: string, year: string, event: FundingSourceEvent, position: number): void {
    const handler = handlers[event.type] as Handler | undefined;
    handler?.((project) => this.at(source, year, project, position), event.data as never);
  }

  /** What the sources of a year hold or have spent for a project, a source each. */
  of(project: string, year: string): readonly AwardMoney[] {
    return this.ofAllYears(project).filter((one) => one.year === year);
  }

  /** The same of all the sources that ever had something for a project. */
  ofAllYears(project: string): readonly AwardMoney[] {
    return [...(this.byProject.get(project)?.values() ?? [])];
  }

  private at(source: string, year: string, project: string, position: number): AwardMoney {
    const sources = this.byProject.get(project) ?? new Map<string, AwardMoney>();
    this.byProject.set(project, sources);
    const known = sources.get(source) ?? begun(source, year, project);
    sources.set(source, known);
    known.behind.push(position);
    return known;
  }
}

function begun(source: string, year: string, project: string): AwardMoney {
  const given = { allocatedPence: 0, unspentPence: 0, withdrawnPence: 0 };
  const passed = { carriedPence: 0, broughtPence: 0, overspendPence: 0 };
  return { source, year, project, ...given, ...passed, behind: [] };
}

/** How a source's release of what finance found unspent begins; any other takes back an award. */
const unspent = 'unspent/';

type At = (project: string) => AwardMoney;
type Handler<Data = never> = (at: At, data: Data) => void;

const handlers: { readonly [Type in FundingSourceEvent['type']]?: Handler<DataOf<Type>> } = {
  AwardAllocated: (at, { project, amountPence }) => void (at(project).allocatedPence += amountPence),
  AwardAllocatedSubjectToFunding: (at, { project, amountPence }) =>
    void (at(project).allocatedPence += amountPence),
  CommitmentReleased(at, { project, release, lines }) {
    const given = sumPence(lines.map(({ committedPence, subjectPence }) => committedPence + subjectPence));
    at(project)[release.startsWith(unspent) ? 'unspentPence' : 'withdrawnPence'] += given;
  },
  ExpenditureCharged(at, { project, overspendPence }) {
    if (overspendPence !== 0) at(project).overspendPence += overspendPence;
  },
  ChargeReversed(at, { project, overspendPence }) {
    if (overspendPence !== 0) at(project).overspendPence -= overspendPence;
  },
  OverspendAccepted(at, { project, amountPence }) {
    const money = at(project);
    money.allocatedPence += amountPence;
    money.overspendPence -= amountPence;
  },
  VirementSent(at, { from: { project }, amountPence }) {
    if (project !== undefined) at(project).allocatedPence -= amountPence;
  },
  VirementReceived(at, { to: { project }, amountPence }) {
    if (project !== undefined) at(project).allocatedPence += amountPence;
  },
  SourceYearClosed(at, { types }) {
    for (const { project, amountPence, subjectPence } of types.flatMap(({ commitments }) => commitments))
      at(project).carriedPence += amountPence + subjectPence;
  },
  BroughtForward(at, { types }) {
    for (const { project, amountPence, subjectPence } of types.flatMap(({ commitments }) => commitments))
      at(project).broughtPence += amountPence + subjectPence;
  },
};
