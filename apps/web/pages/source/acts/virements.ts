import { policyOn } from '#funding/partnership/queries';
import type { VirementEnd } from '#funding/funding-source/funding-source.events';
import type { Virement } from '#funding/funding-source/state';
import { yearInWords } from '#kernel/financial-year';
import { formatPence } from '#kernel/pence';
import { movableFrom } from '#reads/movable';
import type { Visit } from '../../../access/visit.js';
import { act } from '../../../acts/act.js';
import type { Act } from '../../../acts/act.js';
import { itemChoices, itemChosen } from '../../../acts/agenda-items.js';
import {
  askAmount,
  askChoice,
  askFundingType,
  askShortLine,
  askText,
  askWhy,
  maybe,
} from '../../../acts/questions.js';
import type { Offered } from '../../../acts/questions.js';
import { endsCalled } from '../../../titles.js';
import { leftChoices, sourceChoices, takerChoices, uncommitted } from '../choices.js';
import { around, backTo } from '../source-at.js';
import type { SourceAct, SourceAt } from '../source-at.js';
import { askNumber, nextNumber } from './reserves.js';

/** Someone else authorises it: nothing moves when it is asked for. */
export const ask: SourceAct = async (at) => {
  const { visit, source } = at;
  const title = 'Ask for a virement';
  const movable = await leftChoices(visit, movableFrom(source));
  if (movable.length === 0)
    return {
      ...around(at),
      title,
      why: 'Nothing can be moved from here: no money is uncommitted, and nothing that was awarded is unpaid.',
    };
  return act({
    ...around(at),
    title,
    intro: [
      `Money moves within ${yearInWords(source.year)} and within capital or revenue. Another finance officer authorises it; above ${limitOf(visit)} the tasking group does.`,
    ],
    questions: await virementQuestions(at, movable),
    filledIn: { virement: nextNumber('virement', source.virements.keys()), toSource: source.source },
    button: 'Ask for the virement',
    command: ({ fromProject, toSource, toProject, providerAgreement, ...terms }) => ({
      name: 'RequestVirement',
      content: {
        ...terms,
        from: endOf(source.source, fromProject),
        to: endOf(toSource, toProject),
        ...(providerAgreement === undefined ? {} : { providerAgreement }),
      },
    }),
    fields: { from: 'fromProject', to: 'toProject', source: 'toSource' },
    done: backTo(at, 'The virement is asked for. Another finance officer authorises it.'),
  });
};

async function virementQuestions({ visit, source }: SourceAt, movable: readonly Offered[]) {
  return {
    fundingType: askFundingType,
    amountPence: askAmount,
    fromProject: askChoice(
      { label: 'It comes from', what: 'where it comes from', hint: 'With what can be moved' },
      movable,
    ),
    toSource: askChoice(
      { label: 'To the source', what: 'the source that it goes to' },
      await sourceChoices(visit, source.year),
    ),
    toProject: askChoice(
      { label: 'It goes to', what: 'where it goes to', hint: 'With what its bid has costs of' },
      [
        { value: uncommitted, text: 'The source’s uncommitted money' },
        ...(await takerChoices(visit, source.year)),
      ],
    ),
    virement: askNumber('virement'),
    providerAgreement: maybe(
      askShortLine({
        label: 'The provider’s agreement',
        what: 'the provider’s agreement',
        hint: 'Needed only across a ring-fence: the letter’s reference',
      }),
    ),
    reason: askWhy,
  } as const;
}

/** Never by who asked for it. Above the limit, by the tasking group: with its meeting and item. */
export const authorise: SourceAct = async (at) => {
  const virement = waiting(at);
  if (virement === undefined) return undefined;
  const isAbove = needsMeeting(virement, at.visit);
  const items = isAbove ? await itemChoices(at.visit, { waiting: 'virement' }) : [];
  const questions = isAbove ? { item: askItem(items), reasons: askReasons } : {};
  return act<{ item?: ReturnType<typeof askItem>; reasons?: typeof askReasons }>({
    ...around(at),
    title: 'Authorise a virement',
    intro: isAbove ? [aboveLimit(at.visit, items.length)] : ['The money moves now.'],
    known: await termsOf(at, virement),
    questions,
    button: 'Authorise the virement',
    command: ({ item, reasons }) => ({
      name: 'AuthoriseVirement',
      content: {
        virement: at.of,
        source: at.source.source,
        ...(item === undefined || reasons === undefined
          ? {}
          : { decision: { ...itemChosen(item), reasons } }),
      },
    }),
    fields: { decision: 'item' },
    done: backTo(at, 'The virement is authorised, and the money has moved.'),
  });
};

export const decline: SourceAct = async (at) => {
  const virement = waiting(at);
  if (virement === undefined) return undefined;
  return act({
    ...around(at),
    title: 'Decline a virement',
    known: await termsOf(at, virement),
    questions: { reason: askWhy },
    button: 'Decline the virement',
    command: ({ reason }) => ({
      name: 'DeclineVirement',
      content: { virement: at.of, source: at.source.source, reason },
    }),
    done: backTo(at, 'The virement is declined.'),
  });
};

/** Whether it is above what finance may move by itself. */
export function needsMeeting({ amountPence }: Pick<Virement, 'amountPence'>, visit: Visit): boolean {
  return amountPence > limitPence(visit);
}

const askReasons = askText({ label: 'The reasons, as minuted', what: 'the reasons, as minuted' }, 4000);

function askItem(items: readonly Offered[]): ReturnType<typeof askChoice> {
  return askChoice({ label: 'Decided under', what: 'the item under which it was decided' }, items);
}

function aboveLimit(visit: Visit, items: number): string {
  const words = `It is above the limit of ${limitOf(visit)}, so the tasking group decides on it, in an open meeting with this virement on its agenda.`;
  return items === 0 ? `${words} No open meeting has a virement on its agenda now.` : words;
}

function endOf(source: string, project: string): VirementEnd {
  return project === uncommitted ? { source } : { source, project };
}

function waiting({ source, of }: SourceAt): Virement | undefined {
  const virement = source.virements.get(of);
  return virement?.status === 'requested' ? virement : undefined;
}

async function termsOf({ visit }: SourceAt, virement: Virement): Promise<NonNullable<Act['known']>> {
  const end = await endsCalled(visit, [virement]);
  const { amountPence, fundingType, from, to, requestedBy, reason, providerAgreement } = virement;
  return [
    ['Amount', `${formatPence(amountPence)}, ${fundingType}`],
    ['From', end(from)],
    ['To', end(to)],
    ['Asked for by', await visit.reading.names.of(requestedBy)],
    ['Because', reason],
    ...(providerAgreement === undefined ? [] : [['The provider’s agreement', providerAgreement] as const]),
  ];
}

function limitPence({ reading: { state, place } }: Visit): number {
  return policyOn(state, place.today()).virementLimitPence;
}

function limitOf(visit: Visit): string {
  return formatPence(limitPence(visit));
}
