import { yearInWords } from '#kernel/financial-year';
import { sourcesByYear } from '#reads/sources-by-year';
import { act } from '../../acts/act.js';
import type { Act } from '../../acts/act.js';
import { askChoice, askLine } from '../../acts/questions.js';
import type { Visit } from '../../access/visit.js';
import { SeeOther } from '../../answering/page.js';
import { idFromName } from '../../commands/id-from-name.js';
import { projectChoices } from '../source/choices.js';

/** A meeting onto whose agenda something comes that nobody could have offered. */
export interface AgendaAt {
  readonly visit: Visit;
  readonly meeting: string;
  readonly name: string;
}

const askTitle = askLine({
  label: 'What it is about, in a line',
  what: 'what it is about',
  hint: 'As the agenda and the minutes will give it',
});

function around({ visit, meeting, name }: AgendaAt): Pick<Act, 'caption' | 'trail' | 'button'> {
  const at = visit.at(`/meetings/${meeting}`);
  return {
    caption: name,
    trail: [
      { text: 'Meetings', href: visit.at('/meetings') },
      { text: name, href: at },
    ],
    button: 'Put the item on the agenda',
  };
}

function backTo({ visit, meeting }: AgendaAt): () => SeeOther {
  return () => new SeeOther(visit.at(`/meetings/${meeting}`), 'It is on the agenda.');
}

async function changeAward(at: AgendaAt): Promise<Act> {
  return act({
    ...around(at),
    title: 'A change to an award',
    intro: ['More, less, from another source, or an end to it. The meeting decides what it becomes.'],
    questions: {
      project: askChoice(
        { label: 'Which project’s award?', what: 'the project' },
        await projectChoices(at.visit),
      ),
      title: askTitle,
    },
    command: ({ project, title }) => ({
      name: 'PutOnAgenda',
      content: { meeting: at.meeting, item: itemOf('variation', title), kind: 'variation', project, title },
    }),
    fields: { item: 'title' },
    done: backTo(at),
  });
}

async function holdReserve(at: AgendaAt): Promise<Act> {
  const open = (await sourcesByYear(at.visit.reading).execute()).filter(({ status }) => status === 'open');
  return act({
    ...around(at),
    title: 'A reserve to be held',
    intro: ['Money set aside for a duty that may arise, such as a domestic homicide review.'],
    questions: {
      source: askChoice(
        { label: 'From which source?', what: 'the source' },
        open.map(({ source, name, year }) => ({ value: source, text: `${name}, ${yearInWords(year)}` })),
      ),
      title: askTitle,
    },
    command: ({ source, title }) => ({
      name: 'PutOnAgenda',
      content: { meeting: at.meeting, item: itemOf('reserve', title), kind: 'reserve', source, title },
    }),
    fields: { item: 'title' },
    done: backTo(at),
  });
}

async function another(at: AgendaAt): Promise<Act> {
  return act({
    ...around(at),
    title: 'Another matter',
    intro: ['Something to be noted, on which no money hangs.'],
    questions: { title: askTitle },
    command: ({ title }) => ({
      name: 'PutOnAgenda',
      content: { meeting: at.meeting, item: itemOf('other', title), kind: 'other', title },
    }),
    fields: { item: 'title' },
    done: backTo(at),
  });
}

/** What else can be put on an agenda, by the last part of its address; the first two are about money. */
export const otherItems: ReadonlyMap<string, (at: AgendaAt) => Promise<Act>> = new Map(
  Object.entries({ 'change-award': changeAward, 'hold-reserve': holdReserve, another }),
);

function itemOf(kind: string, title: string): string {
  return idFromName(`${kind} ${title}`);
}
