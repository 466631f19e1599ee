import type { LocalDate } from '#kernel/local-date';
import type { Pence } from '#kernel/pence';
import type { Reading } from '#reads/reading';

/** What a lead officer claimed for a project, and what finance answered. */
export interface ClaimLine {
  readonly claim: string;
  readonly status: 'open' | 'paid' | 'declined';
  readonly payee: string;
  readonly reference: string;
  readonly purpose: string;
  readonly amountPence: Pence;
  readonly claimedBy: string;
  readonly claimedOn: LocalDate;
  readonly payment: string | null;
  readonly declinedBecause: string | null;
  readonly answeredOn: LocalDate | null;
}

/** The claims of a project, the newest first. */
export async function claimsOf(
  { models, partnership }: Reading,
  project: string,
): Promise<readonly ClaimLine[]> {
  const rows = await models.db
    .selectFrom('claims')
    .select(['claim', 'status', 'payee', 'reference', 'purpose', 'payment'])
    .select(['amount_pence as amountPence', 'claimed_by as claimedBy', 'claimed_on as claimedOn'])
    .select(['declined_because as declinedBecause', 'answered_on as answeredOn'])
    .where('partnership', '=', partnership)
    .where('project', '=', project)
    .orderBy('claimed_on', 'desc')
    .orderBy('claim')
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as ClaimLine['status'] }));
}

/** The claims of one project that wait to be paid: how many, and how much. */
export interface OpenClaims {
  readonly project: string;
  readonly title: string;
  readonly claims: number;
  readonly amountPence: Pence;
}

/** The projects of which claims wait to be paid, by title. */
export async function openClaims({ models, partnership }: Reading): Promise<readonly OpenClaims[]> {
  const rows = await models.db
    .selectFrom('claims')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.partnership', '=', 'claims.partnership')
        .onRef('projects.project', '=', 'claims.project'),
    )
    .select(['claims.project', 'title'])
    .select((of) => of.fn.countAll<number | string>().as('claims'))
    .select((of) => of.fn.sum<number | string>('amount_pence').as('pence'))
    .where('claims.partnership', '=', partnership)
    .where('claims.status', '=', 'open')
    .groupBy(['claims.project', 'title'])
    .orderBy('title')
    .execute();
  return rows.map(({ project, title, claims, pence }) => {
    return { project, title, claims: Number(claims), amountPence: Number(pence) };
  });
}
