import { Body, Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import type { FormView, Posted } from '#govuk/form';
import { chairByOffice, isQuorate, quorumOf, roomFor } from '#funding/meeting/quorum';
import { formatDate } from '#kernel/local-date';
import { formatPence, plainPounds, sumPence } from '#kernel/pence';
import { projectDetail } from '#reads/project-detail';
import type { ProjectDetail } from '#reads/project-detail';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { Sending } from '../../commands/sending.js';
import { openItem } from '../meeting/meeting-now.js';
import { allocated, decideBid, decideBidForm } from './decide-bid.form.js';
import type { Answers, Voter } from './decide-bid.form.js';
import { effectOf, pursesOf } from './effects.js';
import type { Purse } from './effects.js';

/** All that a decision on a bid is made with. */
interface Scene {
  readonly project: ProjectDetail;
  readonly purses: readonly Purse[];
  readonly voters: readonly Voter[];
  readonly isQuorate: boolean;
  readonly needsChair: boolean;
}

/** The decision on a bid at a meeting, with what it does to each source before it is taken. */
@Controller('p/:partnership/meetings/:meeting/items/:item/decide')
@Permits('support-officer')
export class DecideBidPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get()
  async ask(
    @Visiting() visit: Visit,
    @Param('meeting') meeting: string,
    @Param('item') item: string,
  ): Promise<Page> {
    const scene = await sceneOf(visit, meeting, item);
    const form = decideBidForm(scene.purses, scene.voters);
    return withId(
      formPage(scene, form.filledWith({ outcome: scene.isQuorate ? '' : 'defer', voted: 'agreed' })),
    );
  }

  @Post()
  async decide(
    @Visiting() visit: Visit,
    @Param('meeting') meeting: string,
    @Param('item') item: string,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const scene = await sceneOf(visit, meeting, item);
    const { purses, voters, project } = scene;
    const place = { project: project.project, meeting, item };
    return answerForm(this.sending, visit, posted, {
      form: decideBidForm(purses, voters),
      show: async (view) => formPage(scene, view),
      check: async (answers, view) => checkPage(scene, answers, view),
      command: (answers) => decideBid(place, purses, voters, answers),
      fields: fieldsOfCommand(purses),
      done: ({ outcome }) =>
        new SeeOther(visit.at(`/meetings/${meeting}`), `${project.title}: ${doneWords[outcome]}.`),
    });
  }
}

/** What the desk says of the money stands beside the first source that the form asks about. */
function fieldsOfCommand([first]: readonly Purse[]): Readonly<Record<string, string>> {
  const money = first?.field ?? 'outcome';
  return { ballot: 'voted', award: money, amountPence: money, source: money, allocations: money };
}

const doneWords: Readonly<Record<Answers['outcome'], string>> = {
  approve: 'approved',
  defer: 'deferred',
  refuse: 'refused',
};

async function sceneOf(visit: Visit, meeting: string, id: string): Promise<Scene> {
  const { sitting, item } = await openItem(visit, meeting, id);
  const isOpen = sitting.status === 'open' && item.decision === undefined && item.terms.kind === 'bid';
  const about = item.terms.project;
  const project = isOpen && about !== undefined ? await projectDetail(visit.reading, about) : undefined;
  if (project === undefined) throw new NotFoundException();
  const owner = project.leadOfficer === null ? [] : [project.leadOfficer];
  const room = roomFor(sitting, item, owner);
  const voters: Voter[] = [];
  for (const { person } of room.voting)
    voters.push({ person, name: await visit.reading.names.of(person), field: `vote-${person}` });
  return {
    project,
    purses: await pursesOf(visit),
    voters,
    isQuorate: isQuorate(quorumOf(sitting.opening, room)),
    needsChair: chairByOffice(sitting.opening, room) === undefined,
  };
}

function formPage(scene: Scene, form: FormView): Page {
  const { project, purses, voters } = scene;
  return new Page('decide-bid/decide-bid.njk', {
    title: 'Decide on the bid',
    caption: project.title,
    button: 'See what this does',
    bidPence: project.bidPence,
    bidPounds: plainPounds(project.bidPence),
    isQuorate: scene.isQuorate,
    needsChair: scene.needsChair,
    purses,
    voters,
    chairs: voters.map(({ person, name }) => ({ value: person, text: name })),
    form,
  });
}

function checkPage({ project, purses, voters }: Scene, answers: Answers, form: FormView): Page {
  const awarded = answers.outcome === 'approve' ? allocated(purses, answers) : [];
  const awardPence = sumPence(awarded.map(({ pence }) => pence));
  const rows = [
    ['Decision', decisionInWords(answers, awardPence, project.bidPence)],
    ['Condition', answers.condition],
    ['How', votesInWords(voters, answers)],
    ['Reasons', answers.reasons],
  ].filter(([, said]) => said !== undefined);
  return new Page('decide-bid/check-decision.njk', {
    title: 'This is what the decision does',
    caption: project.title,
    button: 'Record the decision',
    rows: rows.map(([key, said]) => ({ key: { text: key }, value: { text: said } })),
    effects: awarded.map((purse) => effectOf(purse, purse.pence)),
    form,
  });
}

function decisionInWords({ outcome, until }: Answers, awardPence: number, bidPence: number): string {
  if (outcome === 'refuse') return 'Refuse the bid';
  if (outcome === 'defer')
    return until === undefined ? 'Put it off' : `Put it off until ${formatDate(until)}`;
  const part = awardPence < bidPence ? `, in part: the bid is for ${formatPence(bidPence)}` : ', in full';
  return `Approve ${formatPence(awardPence)}${part}`;
}

function votesInWords(voters: readonly Voter[], answers: Answers): string {
  if (answers.voted === 'agreed') return 'Agreed without a vote';
  const given = answers as Readonly<Record<string, unknown>>;
  const named = voters.map(({ name, field }) => {
    const vote = given[field];
    return `${name}: ${typeof vote === 'string' ? vote : 'no vote'}`;
  });
  return named.join('; ');
}
