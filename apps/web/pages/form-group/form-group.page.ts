import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { lines, line, optional } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted, ValuesOf } from '#govuk/form';
import type { GroupKind } from '#funding/meeting/meeting.events';
import { taskingGroup } from '#funding/partnership/queries';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';

const form = new Form({
  tasking: optional(line({ what: 'the name of the tasking group' })),
  strategy: optional(line({ what: 'the name of the strategy group' })),
  thematic: optional(lines({ what: 'the thematic groups' })),
});
type Answers = typeof form extends Form<infer F> ? ValuesOf<F> : never;

/** Forming groups: the one that decides on money, one for a theme, the one that adopts the plan. */
@Controller('p/:partnership/groups/form')
@Permits('administrator')
export class FormGroupPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    const isThere = taskingGroup(visit.reading.state) !== undefined;
    return withId(formPage(visit, form.filledWith({ tasking: isThere ? '' : usualName })));
  }

  @Post()
  async form(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(visit, view),
      command: commandsFor,
      fields: { group: 'thematic', name: 'thematic', kind: 'tasking' },
      done: (answers) => new SeeOther(visit.at('/set-up/next'), formedWords(groupsIn(answers))),
    });
  }
}

/** What many of them are called. */
const usualName = 'Tasking and Co-ordinating Group';

interface NewGroup {
  readonly kind: GroupKind;
  readonly name: string;
}

function groupsIn({ tasking, strategy, thematic = [] }: Answers): readonly NewGroup[] {
  const all = [
    { kind: 'tasking', name: tasking },
    { kind: 'strategy', name: strategy },
    ...thematic.map((name) => ({ kind: 'thematic', name })),
  ] as const;
  return all.flatMap(({ kind, name }) => (name === undefined ? [] : [{ kind: kind as GroupKind, name }]));
}

function commandsFor(answers: Answers): readonly PageCommand[] {
  return groupsIn(answers).map(({ kind, name }) => ({
    name: 'FormGroup',
    content: { group: idFromName(name), name, kind },
  }));
}

function formedWords(groups: readonly NewGroup[]): string | undefined {
  return groups.length === 0 ? undefined : `Formed: ${groups.map(({ name }) => name).join(', ')}.`;
}

function formPage(visit: Visit, view: FormView): Page {
  return new Page('form-group/form-group.njk', {
    title: 'Form groups',
    button: 'Form the groups',
    hasTasking: taskingGroup(visit.reading.state) !== undefined,
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    form: view,
  });
}
