import type { FundingSourceEvent, FundingType } from '#funding/funding-source/funding-source.events';
import { postingsOf } from '#funding/funding-source/postings';
import type { Account } from '#funding/funding-source/postings';
import type { Behind, Figure } from '#documents/model/document';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** What stands on an account of a source, by funding type and project, with the events that made it. */
export interface Standing {
  readonly source: string;
  readonly year: string;
  readonly fundingType: FundingType;
  readonly account: Account;
  readonly project: string | undefined;
  readonly pence: Pence;
  /** Positions in the store. */
  readonly behind: readonly number[];
}

type Kept = { -readonly [Name in keyof Standing]: Standing[Name] } & { behind: number[] };

/** Which accounts are asked for; what is left out limits nothing. */
export interface Asked {
  readonly account?: Account | readonly Account[];
  readonly year?: string;
  readonly source?: string;
  readonly fundingType?: FundingType;
  readonly project?: string;
}

/** No amount, and no event behind it. */
export const nothing: Figure = { pence: 0, behind: [] };

/** The events that are behind any of these, each once, in the order of recording. */
export function together(all: readonly Behind[]): Behind {
  return [...new Set(all.flat())].toSorted((a, b) => a - b);
}

/** The sum of amounts, with all the events behind it. */
export function summed(figures: readonly Figure[]): Figure {
  return {
    pence: sumPence(figures.map(({ pence }) => pence)),
    behind: together(figures.map(({ behind }) => behind)),
  };
}

/**
 * The money of a partnership at a moment, as its events post it: by the one function that turns events into
 * money, so that no document can differ from the budget.
 */
export class MoneyFacts {
  private readonly kept = new Map<string, Kept>();
  private readonly byProject = new Map<string, Kept[]>();
  private readonly bySource = new Map<string, Kept[]>();

  post(source: string, year: string, event: FundingSourceEvent, position: number): void {
    for (const { account, fundingType, project, amountPence } of postingsOf(event)) {
      const key = `${source} ${fundingType} ${account} ${project ?? ''}`;
      const at = this.kept.get(key) ?? this.begin(key, { source, year, fundingType, account, project });
      at.pence += amountPence;
      if (at.behind.at(-1) !== position) at.behind.push(position);
    }
  }

  /** The sum of what stands on the accounts that are asked for. */
  figure(asked: Asked): Figure {
    const found = this.standing(asked);
    return summed(found);
  }

  /** The same without the events, where only the sum is wanted. */
  pence(asked: Asked): Pence {
    return sumPence(this.standing(asked).map(({ pence }) => pence));
  }

  standing(asked: Asked): readonly Standing[] {
    return this.among(asked).filter((one) => matches(one, asked));
  }

  private among({ project, source }: Asked): Iterable<Kept> & { filter: Array<Kept>['filter'] } {
    if (project !== undefined) return this.byProject.get(project) ?? [];
    if (source !== undefined) return this.bySource.get(source) ?? [];
    return [...this.kept.values()];
  }

  private begin(key: string, at: Omit<Standing, 'pence' | 'behind'>): Kept {
    const begun: Kept = { ...at, pence: 0, behind: [] };
    this.kept.set(key, begun);
    add(this.bySource, at.source, begun);
    if (at.project !== undefined) add(this.byProject, at.project, begun);
    return begun;
  }
}

function add(to: Map<string, Kept[]>, key: string, one: Kept): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [one]);
  else known.push(one);
}

function matches(one: Standing, { account, ...rest }: Asked): boolean {
  const accounts: readonly Account[] | undefined = typeof account === 'string' ? [account] : account;
  if (accounts !== undefined && !accounts.includes(one.account)) return false;
  return Object.entries(rest).every(
    ([name, value]) => value === undefined || one[name as 'source'] === value,
  );
}
