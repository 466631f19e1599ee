import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
} from '@nestjs/common';
import { Form } from '#govuk/form';
import type { Fields, FormView, Posted } from '#govuk/form';
import { isSitting, itemOf } from '#funding/meeting/state';
import { chairByOffice, isQuorate, quorumOf, roomFor } from '#funding/meeting/quorum';
import { inWords } from '#reads/words';
import { projectDetail } from '#reads/project-detail';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { commandIdIn, numbered, Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';
import { meetingNow } from '../meeting/meeting-now.js';
import { howFields, decisionOf, howInWords } from './how-decided.js';
import type { Voter } from './how-decided.js';
import type { ItemAt, Ruling } from './ruling.js';
import { wayAt } from './ways.js';

interface Address {
  readonly meeting: string;
  readonly item: string;
  readonly as?: string;
}

/** All that an item is decided with. */
interface Scene extends ItemAt {
  readonly ruling: Ruling;
  readonly voters: readonly Voter[];
  readonly isQuorate: boolean;
  readonly needsChair: boolean;
}

/** The decision on an item of whatever kind, with what it does to each source before it is taken. */
@Controller('p/:partnership/meetings/:meeting/items/:item/decide')
@Permits('support-officer', 'finance-officer')
export class DecideItemPage {
  private readonly sending: Sending;

  constructor(@Inject(Sending) sending: Sending) {
    this.sending = sending;
  }

  @Get(['', ':as'])
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page> {
    const at = await itemAt(visit, address);
    if (at.item.decision !== undefined || at.sitting.status !== 'open') throw new NotFoundException();
    const scene = await sceneOf(at, address);
    if (typeof scene === 'string') return cannotPage(at, scene);
    const { ruling, isQuorate: is } = scene;
    if (!is && ruling.putOff === undefined) return cannotPage(at, notQuorate);
    const filledIn = { voted: 'agreed', ...ruling.filledIn, ...(is ? {} : ruling.putOff) };
    return withId(formPage(scene, formOf(scene).filledWith(filledIn)));
  }

  @Post(['', ':as'])
  async decide(
    @Visiting() visit: Visit,
    @Param() address: Address,
    @Body() posted: Posted,
  ): Promise<Page | SeeOther> {
    const at = await itemAt(visit, address);
    if (at.item.decision !== undefined) return decidedBefore(at, posted);
    const scene = await sceneOf(at, address);
    if (typeof scene === 'string') return cannotPage(at, scene);
    const { ruling, voters } = scene;
    const { meeting, item } = address;
    return answerForm(this.sending, visit, posted, {
      form: formOf(scene),
      show: async (view) => formPage(scene, view),
      check: async (answers, view) => checkPage(scene, answers, view),
      command: (answers) =>
        onTheDay(at, ruling.command(answers, decisionOf({ meeting, item }, voters, answers))),
      fields: { ballot: 'voted', ...ruling.fields },
      done: (answers) => new SeeOther(visit.at(`/meetings/${meeting}`), ruling.done(answers)),
    });
  }
}

const notQuorate =
  'With who is there now the item is not quorate, so nothing can be decided on it. It comes back to another meeting.';

async function itemAt(visit: Visit, { meeting, item: id }: Address): Promise<ItemAt> {
  const sitting = await meetingNow(visit, meeting);
  const item = itemOf(sitting, id);
  if (item === undefined || item.takenOff || !isSitting(sitting)) throw new NotFoundException();
  const about = item.terms.project;
  const project = about === undefined ? undefined : await projectDetail(visit.reading, about);
  return { visit, meeting, sitting, item, project };
}

/** @throws ForbiddenException where another records this kind of decision */
async function sceneOf(at: ItemAt, { as }: Address): Promise<Scene | string> {
  const { visit, item, sitting, project } = at;
  const way = wayAt(item.terms, as);
  if (way === undefined) throw new NotFoundException();
  if (!visit.may(way.command)) throw new ForbiddenException('Someone in another role records this decision.');
  const found = await way.ruling(at);
  if (typeof found === 'string') return found;
  const owner = project?.leadOfficer ?? undefined;
  const room = roomFor(sitting, item, owner === undefined ? [] : [owner]);
  const voters: Voter[] = [];
  for (const { person } of room.voting)
    voters.push({ person, name: await visit.reading.names.of(person), field: `vote-${person}` });
  return {
    ...at,
    ruling: found,
    voters,
    isQuorate: isQuorate(quorumOf(sitting.opening, room)),
    needsChair: chairByOffice(sitting.opening, room) === undefined,
  };
}

/** A decision is dated the day of its meeting, also where it is written up later. */
function onTheDay(
  { sitting: { heldOn: on } }: ItemAt,
  commands: PageCommand | readonly PageCommand[],
): readonly PageCommand[] {
  return [commands].flat().map((command) => ({ ...command, on }));
}

/**
 * An item is decided once. Who sent this very decision is told that it is recorded, however often they sent
 * it; who sent another, that theirs is not.
 */
async function decidedBefore({ visit, meeting, item }: ItemAt, posted: Posted): Promise<SeeOther> {
  const id = commandIdIn(posted);
  const { store } = visit.reading.place;
  const kept = await Promise.all(
    [id, numbered(id, 0)].map(async (one) => store.answerTo(`${visit.partnership}/${one}`)),
  );
  const isTheirs = kept.some((answer) => answer?.outcome === 'accepted');
  const outcome = inWords(item.decision?.outcome ?? '');
  const to = visit.at(`/meetings/${meeting}/items/${item.terms.item}`);
  return new SeeOther(
    to,
    isTheirs
      ? `The decision is recorded: ${outcome}.`
      : `This item was decided before: ${outcome}. What you sent was not recorded.`,
  );
}

function formOf({ ruling, voters }: Scene): Form<Fields> {
  const asked = Object.entries(ruling.questions).map(([name, { field }]) => [name, field] as const);
  return new Form({ ...Object.fromEntries(asked), ...howFields(voters, ruling.isNoted === true) });
}

function formPage(scene: Scene, form: FormView): Page {
  const { ruling, voters } = scene;
  return new Page('decide-item/decide-item.njk', {
    ...around(scene),
    title: ruling.title,
    intro: ruling.intro,
    known: rowsOf(ruling.known ?? []),
    button: 'See what this does',
    isQuorate: scene.isQuorate,
    needsChair: scene.needsChair,
    isNoted: ruling.isNoted,
    parts: partsOf(ruling, form),
    voters,
    votes,
    people: voters.map(({ person, name }) => ({ value: person, text: name })),
    form,
  });
}

const votes = [
  { value: 'for', text: 'For' },
  { value: 'against', text: 'Against' },
  { value: 'abstained', text: 'Abstained' },
] as const;

/** What is folded away stands open where something was typed in it, so that nothing is overlooked. */
function partsOf({ questions, parts }: Ruling, { typed, wrong }: FormView): readonly object[] {
  const all = parts ?? [{ heading: '', names: Object.keys(questions) }];
  return all
    .filter(({ names }) => names.length > 0)
    .map(({ heading, isFolded, names }) => {
      const inputs = names.flatMap((name) => questions[name]?.field.parts(name) ?? []);
      const isOpen =
        inputs.some((input) => (typed[input] ?? '').length > 0) || names.some((name) => name in wrong);
      return {
        heading,
        isFolded,
        isOpen,
        questions: names.map((name) => ({ name, ...questions[name] })),
      };
    });
}

function checkPage(scene: Scene, answers: Readonly<Record<string, unknown>>, form: FormView): Page {
  const { ruling, voters } = scene;
  const said = ruling.says?.(answers) ?? saidOf(ruling, answers);
  return new Page('decide-item/check-decision.njk', {
    ...around(scene),
    title: 'This is what the decision does',
    button: 'Record the decision',
    rows: rowsOf([...said, ...howInWords(voters, answers)]),
    effects: ruling.effects?.(answers) ?? [],
    form,
  });
}

function saidOf(
  { questions }: Ruling,
  answers: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  return Object.entries(questions).flatMap(([name, question]) => {
    const answer = answers[name];
    if (answer === undefined) return [];
    return [[question.label.replace(/\?$/, ''), question.say(answer)] as const];
  });
}

/** Why an item cannot be decided in this way, where its form would stand. */
function cannotPage(at: ItemAt, why: string): Page {
  return new Page('decide-item/cannot-decide.njk', {
    ...around(at),
    title: 'This cannot be decided now',
    why,
    back: at.visit.at(`/meetings/${at.meeting}/items/${at.item.terms.item}`),
  });
}

function around({ visit, meeting, item, project }: ItemAt): object {
  const { title, item: id } = item.terms;
  const caption = title ?? project?.title ?? id;
  return {
    caption,
    isProjected: true,
    trail: [
      { text: 'Meetings', href: visit.at('/meetings') },
      { text: 'The meeting', href: visit.at(`/meetings/${meeting}`) },
      { text: caption, href: visit.at(`/meetings/${meeting}/items/${id}`) },
    ],
  };
}
