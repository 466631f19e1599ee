import type { Facts } from '#documents/facts/facts';
import { projectsIn, sourcesOf } from '#documents/facts/in-year';
import { projectNamed, titleOf } from '#documents/facts/project-words';
import type { SourceFacts } from '#documents/facts/source-facts';
import { quoted } from '#documents/model/text-safety';
import type { FinancialYear } from '#kernel/financial-year';
import type { Pence } from '#kernel/pence';
import { whyLeftOut } from '#projections/budget-left-out';
import type { LeftOut } from '#projections/budget-left-out';

/** An amount of a year that is in no total of what can be awarded, named, with why. */
export interface Outside {
  readonly kind: LeftOut['kind'];
  readonly what: string;
  readonly where: string;
  readonly pence: Pence;
  readonly behind: readonly number[];
  readonly why: string;
}

/**
 * What a total of what can still be awarded leaves out (rule 14). Reserves and what is uncovered are no part
 * of this: they stand in the account itself.
 */
export function outsideOf(facts: Facts, year: FinancialYear): readonly Outside[] {
  const sources = sourcesOf(facts, year);
  return [
    ...sources.flatMap((source) => awaited(facts, source)),
    ...subjectToFunding(facts, year),
    ...sources.flatMap(swapsAsked),
    ...sources.flatMap(virementsAsked),
    ...sources.flatMap((source) => owed(facts, source)),
    ...overspends(facts, year),
    ...matchFunding(facts, year),
  ].map((one) => ({ ...one, why: whyLeftOut[one.kind] }));
}

type Found = Omit<Outside, 'why'>;

function awaited({ money }: Facts, { source, name }: SourceFacts): Found[] {
  return (['capital', 'revenue'] as const).flatMap((fundingType) => {
    const { pence, behind } = money.figure({ account: 'expected', source, fundingType });
    const kind = 'to-be-confirmed';
    return pence <= 0
      ? []
      : [{ kind, what: 'To be confirmed', where: `${quoted(name)}, ${fundingType}`, pence, behind }];
  });
}

function subjectToFunding({ money, projects, sources }: Facts, year: FinancialYear): Found[] {
  return money
    .standing({ account: 'subject-to-funding', year })
    .flatMap(({ project = '', source, pence, behind }) => {
      // Below nil is an award that was withdrawn on an earlier day than it was made: nothing waits there.
      if (pence <= 0) return [];
      const what = `Award that waits: ${projectNamed({ projects }, project)}`;
      return [
        {
          kind: 'subject-to-funding',
          what,
          where: quoted(sources.get(source)?.name ?? source),
          pence,
          behind,
        },
      ];
    });
}

function swapsAsked({ swaps, name }: SourceFacts): Found[] {
  return [...swaps.values()].flatMap(({ answer, pence, reason, behind }) => {
    if (answer !== 'none') return [];
    return [
      {
        kind: 'swap',
        what: `Swap of capital for revenue, asked for: ${reason}`,
        where: quoted(name),
        pence,
        behind,
      },
    ];
  });
}

function virementsAsked({ virements, name }: SourceFacts): Found[] {
  return [...virements.values()].flatMap(({ answer, money: { amountPence: pence }, reason, behind }) => {
    if (answer !== 'none') return [];
    return [{ kind: 'virement', what: `Virement, asked for: ${reason}`, where: quoted(name), pence, behind }];
  });
}

function owed({ projects }: Facts, { recoveries, name }: SourceFacts): Found[] {
  return [...recoveries.values()].flatMap(({ kind, project, from, owedPence: pence, behind }) => {
    if (pence === 0) return [];
    const title = projectNamed({ projects }, project);
    const word = kind === 'reclaim' ? 'To reclaim' : 'To be recovered';
    return [{ kind, what: `${word} from ${quoted(from)}: ${title}`, where: quoted(name), pence, behind }];
  });
}

function overspends(facts: Facts, year: FinancialYear): Found[] {
  return projectsIn(facts, year).flatMap((project) => {
    const behind = [...project.payments.values()].map(({ position }) => position);
    return [...project.lines.values()].flatMap(({ source, overspendPence, recoveringPence }): Found[] => {
      const pence = overspendPence - recoveringPence;
      const at = facts.sources.get(source);
      // Below nil is what was decided, on an earlier day, before it was paid: nothing waits there.
      if (pence <= 0 || at?.year !== year) return [];
      const where = `${titleOf(project)}, ${quoted(at.name)}`;
      return [{ kind: 'overspend', what: 'Paid beyond the award', where, pence, behind }];
    });
  });
}

function matchFunding(facts: Facts, year: FinancialYear): Found[] {
  return projectsIn(facts, year).flatMap((project) => {
    if (!project.awarded) return [];
    return (project.bid.matchFunding ?? []).map(({ from, status, amountPence = 0, inKind }): Found => {
      const kind = status === 'secured' ? 'match-funding-secured' : 'match-funding-sought';
      const given = inKind === undefined ? '' : `: ${inKind}`;
      const what = `Match funding from ${quoted(from)}, ${status}${given}`;
      return { kind, what, where: titleOf(project), pence: amountPence, behind: project.bidBehind };
    });
  });
}
