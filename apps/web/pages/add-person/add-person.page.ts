import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { choice, emailAddress, line, optional, reference } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { FormView, Posted, ValuesOf } from '#govuk/form';
import { roles } from '#funding/partnership/partnership.events';
import { roleInWords } from '#funding/role-names';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { newPersonId } from '../../commands/new-person-id.js';
import { Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';

type AddPersonForm = ReturnType<typeof formFor>;
type Answers = AddPersonForm extends Form<infer F> ? ValuesOf<F> : never;

const formFor = ({ reading: { state } }: Visit) =>
  new Form({
    // It stays the same while the form is put right, so that they are entered once.
    person: reference({ what: 'the person' }),
    name: line({ what: 'their name' }),
    email: optional(emailAddress({ what: 'their e-mail address' })),
    role: choice(roles, { what: 'what they do' }),
    group: optional(choice(idsOf(state.groups, 'group'), { what: 'the group' })),
    agency: optional(choice(idsOf(state.agencies, 'agency'), { what: 'the agency' })),
  });

/** Entering a person with a role. What they are called stands in their own record and nowhere else. */
@Controller('p/:partnership/people/add')
@Permits('administrator')
export class AddPersonPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  ask(@Visiting() visit: Visit): Page {
    return withId(formPage(visit, formFor(visit).filledWith({ person: newPersonId() })));
  }

  @Post()
  async add(@Visiting() visit: Visit, @Body() posted: Posted): Promise<Page | SeeOther> {
    return answerForm(this.sending, visit, posted, {
      form: formFor(visit),
      show: async (view) => formPage(visit, view),
      command: commandsFor,
      done: ({ name, role }) =>
        new SeeOther(visit.at('/set-up/next'), `${name} is entered, as ${roleInWords(role)}.`),
    });
  }
}

function commandsFor({ person, name, email, role, group, agency }: Answers): readonly PageCommand[] {
  return [
    { name: 'RegisterPerson', content: { person, name, ...(email === undefined ? {} : { email }) } },
    {
      name: 'GiveRole',
      content: {
        person,
        role,
        ...(group === undefined ? {} : { group }),
        ...(agency === undefined ? {} : { agency }),
      },
    },
  ];
}

function idsOf<Key extends string>(
  all: readonly Readonly<Record<Key, string>>[],
  key: Key,
): readonly string[] {
  return all.map((one) => one[key]);
}

function formPage(visit: Visit, view: FormView): Page {
  const { groups, agencies } = visit.reading.state;
  return new Page('add-person/add-person.njk', {
    title: 'Enter a person',
    button: 'Enter the person',
    trail: [{ text: 'Set up the partnership', href: visit.at('/set-up') }],
    roles: roles.map((role) => ({
      value: role,
      text: roleInWords(role).replace(/^./, (letter) => letter.toUpperCase()),
    })),
    groups: groups.map(({ group, name }) => ({ value: group, text: name })),
    agencies: agencies.map(({ agency, name }) => ({ value: agency, text: name })),
    form: view,
  });
}
