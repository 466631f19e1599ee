import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { date, money, words } from '#documents/model/document';
import type { Cell } from '#documents/model/document';
import { isId } from '#kernel/ids';
import { sumPence } from '#kernel/pence';
import { claimsOf } from '#reads/claims';
import type { ClaimLine } from '#reads/claims';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { spendHistory } from '#reads/spend-history';
import type { SpendLine } from '#reads/spend-history';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Download } from '../../answering/download.js';
import { exportOf } from '../../answering/export.js';
import { Page } from '../../answering/page.js';
import { decisionBehind } from '../spending/decision-behind.js';

type Payment = ProjectDetail['payments'][number];

/** What was claimed and paid for one project: each invoice whole, under the decisions that allowed it. */
@Controller('p/:partnership/projects/:project/spending')
@Permits(...readers)
export class SpendHistoryPage {
  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const detail = await theProject(visit, project);
    const at = visit.at(`/projects/${project}`);
    const lines = await spendHistory(visit.reading, { project });
    return new Page('spend-history/spend-history.njk', {
      title: 'Claims and payments',
      caption: detail.title,
      trail: [
        { text: 'Projects', href: visit.at('/projects') },
        { text: detail.title, href: at },
        { text: 'Claims and payments' },
      ],
      detail,
      totals: totalsOf(detail),
      claims: await shownClaims(await claimsOf(visit.reading, project), visit),
      payments: shownPayments(detail.payments, lines, visit),
      linesHref: visit.at(`/spending?project=${project}`),
      exportHref: `${at}/spending/export.csv`,
      exportClaimsHref: `${at}/spending/claims.csv`,
      claimHref: visit.mayAt('ClaimExpenditure', detail) ? `${at}/claim` : undefined,
    });
  }

  @Get('export.csv')
  async export(@Visiting() visit: Visit, @Param('project') project: string): Promise<Download> {
    const { title, payments } = await theProject(visit, project);
    const rows = payments.map(cellsOf);
    return exportOf(visit, { name: `payments-${project}`, title: `Payments of ${title}`, columns, rows });
  }

  @Get('claims.csv')
  async exportClaims(@Visiting() visit: Visit, @Param('project') project: string): Promise<Download> {
    const { title } = await theProject(visit, project);
    const named = { name: `claims-${project}`, title: `Claims of ${title}` };
    const claims = await claimsOf(visit.reading, project);
    const rows = await Promise.all(claims.map(async (claim) => claimCells(claim, visit)));
    return exportOf(visit, { ...named, columns: claimColumns, rows });
  }
}

async function theProject({ reading }: Visit, project: string): Promise<ProjectDetail> {
  const detail = isId(project) ? await projectDetail(reading, project) : undefined;
  if (detail === undefined) throw new NotFoundException();
  return detail;
}

function totalsOf({ award, payments }: ProjectDetail): object {
  return {
    awardedPence: sumPence(award.map(({ awardedPence }) => awardedPence)),
    spentPence: sumPence(award.map(({ spentPence }) => spentPence)),
    unspentPence: sumPence(award.map(({ unspentPence }) => unspentPence)),
    overspendPence: sumPence(award.map(({ overspendPence }) => overspendPence)),
    paidPence: sumPence(payments.map(({ amountPence }) => amountPence)),
  };
}

const colours: Readonly<Record<ClaimLine['status'], string>> = {
  open: 'blue',
  paid: 'green',
  declined: 'orange',
};

async function shownClaims(
  claims: readonly ClaimLine[],
  { reading: { names } }: Visit,
): Promise<readonly object[]> {
  return Promise.all(
    claims.map(async (claim) => ({
      ...claim,
      by: await names.of(claim.claimedBy),
      state: claim.status === 'open' ? 'waits to be paid' : claim.status,
      colour: colours[claim.status],
    })),
  );
}

/** Each payment, or its reversal, with the event that recorded it and what it took from each source. */
function shownPayments(
  payments: readonly Payment[],
  lines: readonly SpendLine[],
  visit: Visit,
): readonly object[] {
  const charges = lines.map((line) => ({
    ...line,
    ...decisionBehind(line, visit),
    sourceHref: visit.at(`/sources/${line.source}`),
  }));
  return payments.map((one) => ({
    ...one,
    eventHref: visit.at(`/events/${one.position}`),
    charges: charges.filter((line) => line.payment === one.payment && line.kind === one.kind),
  }));
}

const columns = [
  'Date',
  'Kind',
  'Payment',
  'Paid to',
  'Invoice',
  'For',
  'Net £',
  'VAT that cannot be recovered £',
  'Amount £',
  'Of it overspent £',
];

function cellsOf(payment: Payment): readonly Cell[] {
  return [
    date(payment.day),
    words(payment.kind),
    words(payment.payment),
    words(payment.payee ?? ''),
    words(payment.reference ?? ''),
    words(payment.purpose ?? payment.reason ?? ''),
    money(payment.netPence),
    money(payment.irrecoverableVatPence),
    money(payment.amountPence),
    money(payment.overspendPence),
  ];
}

const claimColumns = [
  'Claimed',
  'Claim',
  'By',
  'To be paid to',
  'Receipt',
  'For',
  'Amount £',
  'State',
  'Payment',
  'Declined because',
];

async function claimCells(claim: ClaimLine, { reading: { names } }: Visit): Promise<readonly Cell[]> {
  return [
    date(claim.claimedOn),
    words(claim.claim),
    words(await names.of(claim.claimedBy)),
    words(claim.payee),
    words(claim.reference),
    words(claim.purpose),
    money(claim.amountPence),
    words(claim.status),
    words(claim.payment ?? ''),
    words(claim.declinedBecause ?? ''),
  ];
}
