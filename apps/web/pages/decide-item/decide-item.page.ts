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
import { inWords } from '#reads/words';
import { projectDetail } from '#reads/project-detail';
import { Permits } from '../../access/rules.js';
import { Visiting } from '../../access/visit.js';
import type { Visit } from '../../access/visit.js';
import { Page, SeeOther } from '../../answering/page.js';
import { rowsOf } from '../../answering/rows.js';
import { answerForm, withId } from '../../commands/form-answer.js';
import { commandIdIn, Sending } from '../../commands/sending.js';
import type { PageCommand } from '../../commands/sending.js';
import { meetingName, meetingNow } from '../meeting/meeting-now.js';
import { partsDrawn, saidOf } from './drawn.js';
import { refusedFor } from './effects.js';
import { howFields, decisionOf, howInWords } from './how-decided.js';
import { inTheRoom } from './in-the-room.js';
import type { InTheRoom } from './in-the-room.js';
import type { ItemAt, Part, Ruling } from './ruling.js';
import { wayAt } from './ways.js';

interface Address {
  readonly meeting: string;
  readonly item: string;
  readonly as?: string;
}

/** All that an item is decided with. */
interface Scene extends ItemAt, InTheRoom {
  readonly ruling: Ruling;
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
  async ask(@Visiting() visit: Visit, @Param() address: Address): Promise<Page | SeeOther> {
    const at = await itemAt(visit, address);
    // Whoever goes back to the form of an item that was decided is shown the decision.
    if (at.item.decision !== undefined || at.sitting.status !== 'open') return new SeeOther(itemHref(at));
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
    const form = formOf(scene);
    return answerForm(this.sending, visit, posted, {
      form,
      show: async (view) => formPage(scene, view),
      check: async (answers, view) => checkPage(scene, answers, view),
      command: (answers) =>
        onTheDay(at, ruling.command(answers, decisionOf({ meeting, item }, voters, answers))),
      fields: { ballot: 'voted', ...ruling.fields?.(form.read(posted).view.typed) },
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
  const { visit, item } = at;
  const way = wayAt(item.terms, as);
  if (way === undefined) throw new NotFoundException();
  if (!visit.may(way.command)) throw new ForbiddenException('Someone in another role records this decision.');
  const found = await way.ruling(at);
  if (typeof found === 'string') return found;
  return { ...at, ...(await inTheRoom(at)), ruling: found };
}

/** A decision is dated the day of its meeting, also where it is written up later. */
function onTheDay({ sitting: { heldOn: on } }: ItemAt, command: PageCommand): PageCommand {
  return { ...command, on };
}

/**
 * An item is decided once. Who sent this very decision is told that it is recorded, however often they sent
 * it; who sent another, that theirs is not.
 */
async function decidedBefore(at: ItemAt, posted: Posted): Promise<SeeOther> {
  const { visit, item } = at;
  const { store } = visit.reading.place;
  const kept = await store.answerTo(`${visit.partnership}/${commandIdIn(posted)}`);
  const isTheirs = kept?.outcome === 'accepted';
  const outcome = inWords(item.decision?.outcome ?? '');
  return new SeeOther(
    itemHref(at),
    isTheirs
      ? `The decision is recorded: ${outcome}.`
      : `This item was decided before: ${outcome}. What you sent was not recorded.`,
  );
}

function formOf({ ruling, voters }: Scene): Form<Fields> {
  const asked = Object.entries(ruling.questions).map(([name, { field }]) => [name, field] as const);
  return new Form({ ...Object.fromEntries(asked), ...howFields(voters, ruling.isNoted === true) });
}

/** One question under the other, where nothing else is said. */
function allOf({ questions }: Ruling): readonly Part[] {
  return [{ heading: '', names: Object.keys(questions) }];
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
    undeclared: ruling.isNoted === true ? '' : scene.undeclared.join('; '),
    itemHref: itemHref(scene),
    isNoted: ruling.isNoted,
    parts: partsDrawn(ruling.questions, ruling.parts ?? allOf(ruling), form),
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

function checkPage(scene: Scene, answers: Readonly<Record<string, unknown>>, form: FormView): Page {
  const { ruling, voters } = scene;
  const effects = ruling.effects?.(answers) ?? [];
  const said = ruling.says?.(answers) ?? saidOf(ruling.questions, answers);
  return new Page('decide-item/check-decision.njk', {
    ...around(scene),
    title: 'This is what the decision does',
    button: 'Record the decision',
    rows: rowsOf([...said, ...howInWords(voters, answers)]),
    effects,
    refusedFor: [...undeclaredInWords(scene), ...refusedFor(effects)],
    form,
  });
}

function undeclaredInWords({ ruling, undeclared }: Scene): readonly string[] {
  if (ruling.isNoted === true || undeclared.length === 0) return [];
  return [`Still to declare an interest or none: ${undeclared.join('; ')}.`];
}

/** Why an item cannot be decided in this way, where its form would stand. */
function cannotPage(at: ItemAt, why: string): Page {
  return new Page('act/cannot.njk', {
    ...around(at),
    title: 'This cannot be decided now',
    why,
    back: { text: 'Back to the item', href: itemHref(at) },
  });
}

function itemHref({ visit, meeting, item }: ItemAt): string {
  return visit.at(`/meetings/${meeting}/items/${item.terms.item}`);
}

function around({ visit, meeting, sitting, item, project }: ItemAt): object {
  const { title, item: id } = item.terms;
  const caption = title ?? project?.title ?? id;
  return {
    caption,
    isProjected: true,
    trail: [
      { text: 'Meetings', href: visit.at('/meetings') },
      { text: meetingName(visit, sitting), href: visit.at(`/meetings/${meeting}`) },
      { text: caption, href: visit.at(`/meetings/${meeting}/items/${id}`) },
    ],
  };
}
