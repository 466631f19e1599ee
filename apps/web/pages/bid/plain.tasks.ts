import { choice, choices, day, line, optional, text, typedDay } from '#govuk/fields';
import type { Field } from '#govuk/fields';
import { Form } from '#govuk/form';
import type { LocalDate } from '#kernel/local-date';
import type { Bid } from '#funding/project/project.events';
import type { Visit } from '../../access/visit.js';
import type { Input } from '../../drafts/task.js';
import type { BidTask, OpenBidTask } from './bid-task.js';

/** What will be done, and for whom. */
export const whatTask: BidTask = {
  slug: 'what',
  title: 'What will be done, and for whom',
  neededFor: 'short',
  isDone: ({ description, beneficiaries }) =>
    [description, beneficiaries?.place, beneficiaries?.group].every((part) => part !== undefined),
  isBegun: ({ description, beneficiaries }) => description !== undefined || beneficiaries !== undefined,
  open: openWhat,
};

const whatFields = {
  title: line({ what: 'the title' }),
  description: optional(text({ what: 'what will be done', max: 20_000 })),
  place: optional(line({ what: 'the place' })),
  group: optional(line({ what: 'the people who benefit' })),
};

const whatInputs: readonly Input[] = [
  { kind: 'line', name: 'title', label: 'Title', hint: 'A few words by which everyone will know it' },
  {
    kind: 'text',
    name: 'description',
    label: 'What will be done',
    hint: 'Say so if it is a part of a larger service, and which part this money pays for',
  },
  { kind: 'line', name: 'place', label: 'Where', hint: 'The place that benefits' },
  { kind: 'line', name: 'group', label: 'For whom', hint: 'The people who benefit' },
];

async function openWhat(bid: Partial<Bid>, visit: Visit): Promise<OpenBidTask> {
  const earlier = await earlierProjects(visit);
  return {
    form: new Form({
      ...whatFields,
      continues: optional(choice(valuesOf(earlier), { what: 'the project that it continues' })),
    }),
    inputs: [
      ...whatInputs,
      {
        kind: 'select',
        name: 'continues',
        label: 'Which project it continues, if any',
        hint: 'What came of that project stands beside the bid when it is decided',
        items: earlier,
      },
    ],
    typed: {
      title: bid.title ?? '',
      description: bid.description ?? '',
      place: bid.beneficiaries?.place ?? '',
      group: bid.beneficiaries?.group ?? '',
      continues: bid.continues ?? '',
    },
    said: ({ title, description, place, group, continues }) => ({
      title,
      description,
      beneficiaries: stated({ place, group }),
      continues,
    }),
  };
}

/** The projects that were decided on, which a bid can be for more of. */
async function earlierProjects({
  reading: { models, partnership },
}: Visit): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const rows = await models.db
    .selectFrom('projects')
    .select(['project', 'title'])
    .where('partnership', '=', partnership)
    .where('decided_on', 'is not', null)
    .orderBy('title')
    .execute();
  return rows.map(({ project, title }) => ({ value: project, text: title }));
}

/** The priorities that it serves, and who leads it. */
export const peopleTask: BidTask = {
  slug: 'priorities',
  title: 'What it serves, and who leads it',
  neededFor: 'short',
  isDone: ({ priorities = [], leadAgency }) => priorities.length > 0 && leadAgency !== undefined,
  isBegun: ({ priorities = [], leadAgency }) => priorities.length > 0 || leadAgency !== undefined,
  open: openPeople,
};

const prioritiesWords = {
  label: 'Priorities that it serves',
  hint: 'Tick each of them. However many it serves, its cost is counted once',
} as const;

function openPeople(bid: Partial<Bid>, { reading: { state } }: Visit): OpenBidTask {
  const inForce = state.priorities.filter(({ retired }) => !retired);
  const priorities = inForce.map(({ priority, name }) => ({ value: priority, text: name }));
  const agencies = state.agencies.map(({ agency, name }) => ({ value: agency, text: name }));
  const thematic = state.groups.filter(({ kind }) => kind === 'thematic');
  const groups = thematic.map(({ group, name }) => ({ value: group, text: name }));
  return {
    form: new Form({
      priorities: optional(choices(valuesOf(priorities), { what: 'the priorities that it serves' })),
      leadAgency: optional(choice(valuesOf(agencies), { what: 'the lead agency' })),
      thematicGroup: optional(choice(valuesOf(groups), { what: 'the thematic group' })),
    }),
    inputs: [
      { kind: 'checkboxes', name: 'priorities', ...prioritiesWords, items: priorities },
      { kind: 'select', name: 'leadAgency', label: 'Lead agency', items: agencies },
      {
        kind: 'select',
        name: 'thematicGroup',
        label: 'Thematic group',
        hint: 'It receives the monthly updates and the evaluation',
        items: groups,
      },
    ],
    typed: {
      priorities: bid.priorities ?? [],
      leadAgency: bid.leadAgency ?? '',
      thematicGroup: bid.thematicGroup ?? '',
    },
    said: ({ priorities: served, leadAgency, thematicGroup }) => ({
      priorities: served,
      leadAgency,
      thematicGroup,
    }),
  };
}

function valuesOf(items: readonly { readonly value: string }[]): readonly string[] {
  return items.map(({ value }) => value);
}

/** A finish that is on the day of the start or after it, where the start is known. */
function notBefore(start: string, finish: Field<LocalDate>): Field<LocalDate> {
  const starts = day({ what: start });
  return {
    parts: (name) => finish.parts(name),
    read(typed, name) {
      const [begun, ended] = [starts.read(typed, start), finish.read(typed, name)];
      const isBefore = 'value' in begun && 'value' in ended && ended.value < begun.value;
      return isBefore
        ? {
            wrong: 'The planned finish must be on the day of the planned start or after it',
            at: `${name}-day`,
          }
        : ended;
    },
  };
}

export const datesTask: BidTask = {
  slug: 'dates',
  title: 'When it starts and finishes',
  neededFor: 'short',
  isDone: ({ startsOn, finishesOn }) => startsOn !== undefined && finishesOn !== undefined,
  isBegun: ({ startsOn, finishesOn }) => startsOn !== undefined || finishesOn !== undefined,
  open: (bid) => ({
    form: new Form({
      startsOn: optional(day({ what: 'the planned start' })),
      finishesOn: optional(notBefore('startsOn', day({ what: 'the planned finish' }))),
    }),
    inputs: [
      { kind: 'day', name: 'startsOn', label: 'Planned start', hint: 'For example, 1 6 2012' },
      {
        kind: 'day',
        name: 'finishesOn',
        label: 'Planned finish',
        hint: 'The evaluation is due four weeks after the finish',
      },
    ],
    typed: { ...typedDay('startsOn', bid.startsOn), ...typedDay('finishesOn', bid.finishesOn) },
    said: ({ startsOn, finishesOn }) => ({ startsOn, finishesOn }),
  }),
};

export const risksTask: BidTask = {
  slug: 'risks',
  title: 'Risks and challenges',
  neededFor: 'full',
  isDone: ({ riskOfNotDoing, challenges }) => riskOfNotDoing !== undefined && challenges !== undefined,
  isBegun: ({ riskOfNotDoing, challenges }) => riskOfNotDoing !== undefined || challenges !== undefined,
  open: (bid) => ({
    form: new Form({
      riskOfNotDoing: optional(text({ what: 'the risk of not doing it' })),
      challenges: optional(text({ what: 'the challenges' })),
    }),
    inputs: [
      {
        kind: 'text',
        name: 'riskOfNotDoing',
        label: 'What could happen if it is not done',
        hint: 'Who would notice, and by what: longer waiting lists, more complaints from two estates',
      },
      {
        kind: 'text',
        name: 'challenges',
        label: 'What could make it difficult',
        hint: 'What it depends on, such as referrals or a permission, and how its effect could be measured',
      },
    ],
    typed: { riskOfNotDoing: bid.riskOfNotDoing ?? '', challenges: bid.challenges ?? '' },
    said: ({ riskOfNotDoing, challenges }) => ({ riskOfNotDoing, challenges }),
  }),
};

/** What was said of several things together; undefined when nothing was. */
function stated(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const said = Object.entries(parts).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
