import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { Form } from '#govuk/form';
import type { Fields, FormView, Posted } from '#govuk/form';
import { policyOn, taskingGroup, votingMembers } from '#funding/partnership/queries';
import { formatPence } from '#kernel/pence';
import { agencyName } from '#reads/agency-name';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import type { Questions } from '../../acts/act.js';
import { askChoice, askText } from '../../acts/questions.js';
import type { Offered } from '../../acts/questions.js';
import { Page, SeeOther } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { idFromName } from '../../commands/id-from-name.js';
import { Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';
import { awardEffects, awardOf, awardParts, awardQuestions, awardRows } from '../decide-item/award-asked.js';
import { refusedFor } from '../decide-item/effects.js';
import { partsDrawn, saidOf } from '../decide-item/drawn.js';
import { moneyFields, pursesOf } from '../decide-item/purses.js';
import type { Purse } from '../decide-item/purses.js';
import type { Part } from '../decide-item/ruling.js';
import { awardInWords } from '../decide-item/rulings/bid.js';

type Answers = Readonly<Record<string, unknown>>;

/** All that a chair's action is taken with. */
interface Scene {
  readonly visit: Visit;
  readonly project: ProjectDetail;
  readonly purses: readonly Purse[];
  /** What is asked beside the award. */
  readonly alone: Questions;
}

/** An award between meetings: by the chair or the deputy, at once, and put to the next meeting to ratify. */
@Controller('p/:partnership/projects/:project/chairs-action')
@Permits('chair', 'deputy-chair')
export class TakeChairsActionPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(@Visiting() visit: Visit, @Param('project') project: string): Promise<Page> {
    const scene = await sceneOf(visit, project);
    return withId(formPage(scene, formOf(scene).filledWith()));
  }

  @Post()
  async take(
    @Visiting() visit: Visit,
    @Param('project') project: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const scene = await sceneOf(visit, project);
    const form = formOf(scene);
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(scene, view),
      check: async (answers, view) => checkPage(scene, answers, view),
      command: (answers) => commandOf(scene, answers),
      fields: moneyFields(scene.purses, form.read(posted).view.typed, 'reasons'),
      done: () =>
        new SeeOther(
          visit.at(`/projects/${project}`),
          'The award is made. The next meeting is asked to ratify it.',
        ),
    });
  }
}

/** @throws NotFoundException for what is no bid */
async function sceneOf(visit: Visit, id: string): Promise<Scene> {
  const project = await projectDetail(visit.reading, id);
  if (project?.bid === undefined) throw new NotFoundException();
  return { visit, project, purses: await pursesOf(visit), alone: await questionsAlone(visit) };
}

/** Only the deputy says why the chair does not act. */
async function questionsAlone(visit: Visit): Promise<Questions> {
  const isDeputy = visit.actorFor('TakeChairsAction').role === 'deputy-chair';
  return {
    ...(isDeputy ? { chairIs: askWhyDeputy } : {}),
    consulted: askChoice(
      {
        label: 'Which member of another agency did you consult?',
        what: 'who was consulted',
        hint: 'Not someone whose bid it is',
      },
      await othersWhoVote(visit),
    ),
    declares: askInterest,
    reasons: askText(
      {
        label: 'Why it could not wait, and why it is approved',
        what: 'why it could not wait',
        hint: 'The next meeting reads this when it is asked to ratify',
      },
      4000,
    ),
  };
}

const askWhyDeputy = askChoice({ label: 'Why does the chair not act?', what: 'why the chair does not act' }, [
  { value: 'absent', text: 'The chair is absent' },
  { value: 'interested', text: 'The chair has an interest' },
]);
const askInterest = askChoice(
  { label: 'Do you have an interest in this bid?', what: 'whether you have an interest' },
  [
    { value: 'none', text: 'No' },
    { value: 'interest', text: 'Yes: then it is not for me to decide' },
  ],
);

async function othersWhoVote({ reading: { state, names }, person }: Visit): Promise<readonly Offered[]> {
  const group = taskingGroup(state)?.group;
  const members = group === undefined ? [] : votingMembers(state, group);
  const others = members.filter((member) => member.person !== person);
  return Promise.all(
    others.map(async (member) => ({
      value: member.person,
      text: `${await names.of(member.person)}, ${agencyName(state, member.agency)}`,
    })),
  );
}

function questionsOf({ purses, alone }: Scene): Questions {
  return { ...awardQuestions(purses), ...alone };
}

function formOf(scene: Scene): Form<Fields> {
  const asked = Object.entries(questionsOf(scene)).map(([name, { field }]) => [name, field] as const);
  return new Form(Object.fromEntries(asked));
}

function commandOf({ project, purses, visit }: Scene, answers: Answers): PageCommand {
  const { consulted, declares, chairIs, reasons } = answers;
  return {
    name: 'TakeChairsAction',
    content: {
      project: project.project,
      // The chair acts once a day on a bid, so the two name the action.
      action: idFromName(`${visit.reading.place.today()} ${project.project}`),
      consulted: String(consulted),
      declares: declares === 'interest' ? 'interest' : 'none',
      ...(chairIs === 'absent' || chairIs === 'interested' ? { chairIs } : {}),
      award: awardOf(purses, answers),
      reasons: String(reasons),
    },
  };
}

function formPage(scene: Scene, form: FormView): Page {
  const { project, visit, purses, alone } = scene;
  const limit = policyOn(visit.reading.state, visit.reading.place.today()).chairsActionLimitPence;
  const parts: readonly Part[] = [
    ...awardParts(purses, project, 'From which money'),
    { heading: 'Your decision', names: Object.keys(alone) },
  ];
  return new Page('take-chairs-action/take-chairs-action.njk', {
    ...around(scene),
    title: 'Approve by chair’s action',
    intro: [
      `The bid is for ${formatPence(project.bidPence)}. You can award up to ${formatPence(limit)} between meetings, after asking a member of another agency. The money is committed at once, and the next meeting is asked to ratify it.`,
    ],
    button: 'See what this does',
    parts: partsDrawn(questionsOf(scene), parts, form),
    form,
  });
}

function checkPage(scene: Scene, answers: Answers, form: FormView): Page {
  const { purses, project, alone } = scene;
  const { awardPence } = awardOf(purses, answers);
  const effects = awardEffects(purses, answers);
  return new Page('decide-item/check-decision.njk', {
    ...around(scene),
    title: 'This is what the decision does',
    button: 'Take the action',
    rows: rowsOf([
      ['Decision', awardInWords(awardPence, project.bidPence)],
      ...awardRows(purses, answers),
      ...saidOf(alone, answers),
    ]),
    effects,
    refusedFor: refusedFor(effects),
    form,
  });
}

function around({ visit, project: { project, title } }: Scene): object {
  return {
    caption: title,
    trail: [
      { text: 'Projects', href: visit.at('/projects') },
      { text: title, href: visit.at(`/projects/${project}`) },
    ],
  };
}
