import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { obligationKinds, tellable } from '#funding/ladder';
import type { ObligationKind, Rung } from '#funding/ladder';
import type { FormView, Posted } from '#govuk/form';
import { formatDate } from '#kernel/local-date';
import { inWordsAtFirst } from '#reads/words';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page } from '../../answering/page.js';
import type { SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { ladderForm, ladderInWords, rungNames, rungsIn, typedRungs } from './ladder-form.js';
import type { LadderAnswers } from './ladder-form.js';
import { obligationWords, toldWords } from './ladder-words.js';
import { around, asNextVersion, backTo, policyToChange } from './policy-acts.js';

/** The ladder of reminders of one kind of thing that is owed: when, how often again, and who is told. */
@Controller('p/:partnership/policy/reminders/:obligation')
@Permits('administrator')
export class LadderPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit, @Param('obligation') obligation: string): Page {
    const ladder = ladderOf(visit, obligation);
    const typed = { ...typedRungs(ladder.rungs), ...asNextVersion(visit) };
    return withId(formPage(visit, ladder, ladderForm(ladder.names).filledWith(typed)));
  }

  @Post()
  async adopt(
    @Visiting() visit: Visit,
    @Param('obligation') obligation: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const ladder = ladderOf(visit, obligation);
    return answerForm(this.sending, visit, posted, {
      form: ladderForm(ladder.names),
      show: async (view) => formPage(visit, ladder, view),
      check: async (values, view) => checkPage(visit, ladder, values, view),
      command: (values) => ({
        name: 'AdoptPolicy',
        content: {
          version: values.version,
          from: values.from,
          ladders: [{ obligation: ladder.kind, rungs: [...rungsIn(values)] }],
        },
      }),
      fields: { ladders: 'rung0', version: 'from' },
      done: backTo(visit, 'The reminders are adopted.'),
    });
  }
}

interface Ladder {
  readonly kind: ObligationKind;
  readonly rungs: readonly Rung[];
  readonly names: readonly string[];
}

function ladderOf(visit: Visit, obligation: string): Ladder {
  const kind = obligationKinds.find((known) => known === obligation);
  if (kind === undefined) throw new NotFoundException();
  const rungs = policyToChange(visit).ladder.obligations[kind];
  return { kind, rungs, names: rungNames(rungs.length) };
}

function formPage(visit: Visit, { kind, names }: Ladder, form: FormView): Page {
  return new Page('policy/ladder.njk', {
    ...around(visit),
    title: `Reminders: ${obligationWords[kind]}`,
    button: 'Continue',
    names,
    told: tellable.map((one) => ({ value: one, text: inWordsAtFirst(toldWords[one]) })),
    form,
  });
}

function checkPage(visit: Visit, { kind }: Ladder, values: LadderAnswers, form: FormView): Page {
  const rungs = ladderInWords(values);
  return new Page('check-answers.njk', {
    ...around(visit),
    title: 'Check before it is recorded',
    button: 'Adopt these reminders',
    form,
    rows: [
      row(
        `Reminders: ${obligationWords[kind]}`,
        rungs.length === 0 ? 'Nobody is reminded' : rungs.join('\n'),
      ),
      row('From which day', formatDate(values.from)),
    ],
    warning: rungs.length === 0 ? 'Nobody will be reminded of these any more.' : undefined,
  });
}

function row(key: string, text: string): object {
  return { key: { text: key }, value: { text, classes: 'app-prose' } };
}
