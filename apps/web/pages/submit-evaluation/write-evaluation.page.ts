import { Controller, Get, Param } from '@nestjs/common';
import type { AwardedProject } from '#funding/project/state';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { taskItems } from '../../drafts/draft.js';
import { ownEvaluation, toRead } from './evaluation-draft.js';

/** Writing the evaluation: part by part, saved as it goes, from the day of the award. */
@Controller('p/:partnership/projects/:project/submit-evaluation')
@Permits('lead-officer')
export class WriteEvaluationPage {
  @Get()
  async show(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page | SeeOther> {
    const written = await ownEvaluation(visit, project);
    const elsewhere = toRead(visit, written);
    if (elsewhere !== undefined) return elsewhere;
    const { state, form, missing, hasFinished, at, caption, trail } = written;
    const { agreed, due, lastReturn } = state.evaluation;
    return new Page('submit-evaluation/write-evaluation.njk', {
      title: 'Evaluate the project',
      caption,
      trail: trail.slice(0, -1),
      items: taskItems(written),
      isFull: form === 'full',
      dueOn: due?.on,
      returned: agreed?.because === 'returned' ? lastReturn?.reasons : undefined,
      issued: questionsOf(state, visit),
      missing,
      hasFinished,
      finishHref: visit.at(`/projects/${project}/report-finish`),
      checkHref: `${at}/check`,
    });
  }
}

/** The wording that was in force when the form was issued (rule 15). */
function questionsOf({ evaluation }: AwardedProject, { reading }: Visit): readonly object[] {
  const issued = evaluation.issued.at(-1);
  const terms = reading.state.forms.find(
    ({ form, version }) => form === issued?.form && version === issued.version,
  );
  return terms?.questions ?? [];
}
