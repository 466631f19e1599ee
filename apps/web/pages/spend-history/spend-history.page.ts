import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { isId } from '#kernel/ids';
import { sumPence } from '#kernel/pence';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { Permits, readers } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';

/** What was spent on a project, payment by payment, under the decision that allowed it. */
@Controller('p/:partnership/projects/:project/spending')
@Permits(...readers)
export class SpendHistoryPage {
  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const detail = isId(project) ? await projectDetail(visit.reading, project) : undefined;
    if (detail === undefined) throw new NotFoundException();
    const at = visit.at(`/projects/${project}`);
    return new Page('spend-history/spend-history.njk', {
      title: 'What was spent',
      caption: detail.title,
      trail: [
        { text: 'Projects', href: visit.at('/projects') },
        { text: detail.title, href: at },
        { text: 'What was spent' },
      ],
      detail,
      totals: totalsOf(detail),
      claims: await claimsOf(detail, visit),
    });
  }
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

async function claimsOf({ claims }: ProjectDetail, { reading }: Visit): Promise<readonly object[]> {
  const named: object[] = [];
  for (const claim of claims) {
    const by = await reading.names.of(claim.claimedBy);
    named.push({ ...claim, by, amountPence: sumPence([claim.netPence, claim.irrecoverableVatPence]) });
  }
  return named;
}
