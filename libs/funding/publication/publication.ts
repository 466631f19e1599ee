import { refuse } from '#kernel/decider';
import type { Decider, Refused, RefusalMessage } from '#kernel/decider';
import { sameContent } from '#funding/same-content';
import type { PublicationCommand } from './publication.commands.js';
import type {
  AgencyDescription,
  CountyPlace,
  PublicationEvent,
  PublisherTerms,
} from './publication.events.js';

/** What a partnership shows to others: open data, and its totals in a county's view. */
export interface PublicationState {
  readonly status: 'none' | 'kept';
  /** Left out until it is described. */
  readonly publisher?: PublisherTerms;
  readonly agencies: readonly AgencyDescription[];
  readonly heldBack: readonly HeldBack[];
  /** Texts that somebody has read and cleared, and those that somebody holds back. None is both. */
  readonly cleared: readonly string[];
  readonly heldTexts: readonly string[];
  /** A partnership may serve two counties. */
  readonly counties: readonly CountyMembership[];
}

/** What was released or left stays, marked, so that a repeat is known for one. */
interface HeldBack {
  readonly project: string;
  readonly released: boolean;
  /** Why it is held back, or was released. */
  readonly reason: string;
}

interface CountyMembership extends CountyPlace {
  readonly left: boolean;
}

export type PublicationRefusal =
  | 'no-identifier'
  | 'no-charity-number'
  | 'no-company-number'
  | 'no-prefix'
  | 'no-area-code'
  | 'no-licence'
  | 'no-website'
  | 'not-held-back'
  | 'county-not-joined';

export const publicationRefusalMessages: Record<PublicationRefusal, RefusalMessage> = {
  'no-identifier': {
    field: 'identifier',
    text: '{identifier} is no identifier of a body. It begins with the code of a register, as GB-CHC-1164883.',
  },
  'no-charity-number': {
    field: 'identifier',
    text: '{identifier} has no number of the Charity Commission: six or seven digits, as GB-CHC-1164883.',
  },
  'no-company-number': {
    field: 'identifier',
    text: '{identifier} has no number of a company: eight digits or letters, with any nought in front, as GB-COH-01234567.',
  },
  'no-prefix': { field: 'prefix', text: '{prefix} is no prefix of 360Giving, as 360G-thurrock is.' },
  'no-area-code': {
    field: 'areaCode',
    text: '{areaCode} is no code of a partnership: E22 or W14, and six digits.',
  },
  'no-licence': { field: 'licence', text: 'A licence is given by its address, which begins with https://.' },
  'no-website': { field: 'website', text: 'A site is given by its address, which begins with https://.' },
  'not-held-back': { field: 'project', text: 'The project {project} is not held back.' },
  'county-not-joined': { field: 'county', text: 'The partnership is not in the view of {county}.' },
};

type Outcome = readonly PublicationEvent[] | Refused<PublicationRefusal>;
type Asked<Type extends PublicationCommand['type']> = Extract<PublicationCommand, { type: Type }>;

/** What is shown to others, and what is kept from them. */
export const publication: Decider<
  PublicationState,
  PublicationCommand,
  PublicationEvent,
  PublicationRefusal
> = {
  initialState: { status: 'none', agencies: [], heldBack: [], cleared: [], heldTexts: [], counties: [] },
  decide,
  evolve,
};

function decide(command: PublicationCommand, state: PublicationState): Outcome {
  const decideOn = decisions[command.type] as (
    command: PublicationCommand,
    state: PublicationState,
  ) => Outcome;
  return decideOn(command, state);
}

const decisions: {
  readonly [Type in PublicationCommand['type']]: (command: Asked<Type>, state: PublicationState) => Outcome;
} = {
  DescribePublisher: describePublisher,
  DescribeAgency: describeAgency,
  HoldProjectBack: holdBack,
  ReleaseProject: release,
  ClearText: clear,
  HoldTextBack: holdText,
  JoinCounty: join,
  LeaveCounty: leave,
};

const identifierShape = /^[A-Z]{2}-[A-Z0-9]+-[A-Za-z0-9][A-Za-z0-9_-]*$/u;
// The registers in which readers of open data look bodies up: a nought that a spreadsheet dropped finds none.
const numberShapes = [
  ['GB-CHC-', /^\d{6,7}$/u, 'no-charity-number'],
  ['GB-COH-', /^[A-Za-z\d]{8}$/u, 'no-company-number'],
] as const;
const prefixShape = /^360G-[A-Za-z0-9][A-Za-z0-9_-]*$/u;
const areaShape = /^(?:E22|W14)\d{6}$/u;

function describePublisher(command: Asked<'DescribePublisher'>, { publisher }: PublicationState): Outcome {
  const { name, identifier, prefix, department, areaCode, licence, website } = command;
  const said = {
    ...(licence === undefined ? {} : { licence }),
    ...(website === undefined ? {} : { website }),
  };
  const terms: PublisherTerms = { name, identifier, prefix, department, areaCode, ...said };
  if (publisher !== undefined && sameContent(publisher, terms)) return [];
  return notOfItsShape(terms) ?? [{ type: 'PublisherDescribed', data: terms }];
}

function notOfItsShape({
  identifier,
  prefix,
  areaCode,
  licence,
  website,
}: PublisherTerms): Refused<PublicationRefusal> | undefined {
  const inTheWay = notAnIdentifier(identifier);
  if (inTheWay !== undefined) return inTheWay;
  if (!prefixShape.test(prefix)) return refuse('no-prefix', { prefix });
  if (!areaShape.test(areaCode)) return refuse('no-area-code', { areaCode });
  if (!isAddressOrNone(licence)) return refuse('no-licence');
  return isAddressOrNone(website) ? undefined : refuse('no-website');
}

function isAddressOrNone(text: string | undefined): boolean {
  return text === undefined || /^https:\/\/\S+$/u.test(text);
}

/** Why a text is no identifier of a body; undefined where it can be one. */
function notAnIdentifier(identifier: string): Refused<PublicationRefusal> | undefined {
  if (!identifierShape.test(identifier)) return refuse('no-identifier', { identifier });
  const wrong = numberShapes.find(
    ([register, shape]) => identifier.startsWith(register) && !shape.test(identifier.slice(register.length)),
  );
  return wrong === undefined ? undefined : refuse(wrong[2], { identifier });
}

function describeAgency(command: Asked<'DescribeAgency'>, { agencies }: PublicationState): Outcome {
  const { agency, kind, identifier } = command;
  const inTheWay = identifier === undefined ? undefined : notAnIdentifier(identifier);
  if (inTheWay !== undefined) return inTheWay;
  const terms = { agency, kind, ...(identifier === undefined ? {} : { identifier }) };
  const isSo = agencies.some((known) => sameContent(known, terms));
  return isSo ? [] : [{ type: 'AgencyDescribed', data: terms }];
}

function holdBack({ project, reason }: Asked<'HoldProjectBack'>, { heldBack }: PublicationState): Outcome {
  const isSo = heldBack.some((held) => held.project === project && !held.released);
  return isSo ? [] : [{ type: 'ProjectHeldBack', data: { project, reason } }];
}

function release({ project, reason }: Asked<'ReleaseProject'>, { heldBack }: PublicationState): Outcome {
  const held = heldBack.find((known) => known.project === project);
  if (held === undefined) return refuse('not-held-back', { project });
  return held.released ? [] : [{ type: 'ProjectReleased', data: { project, reason } }];
}

function clear({ text, reason }: Asked<'ClearText'>, { cleared }: PublicationState): Outcome {
  return cleared.includes(text) ? [] : [{ type: 'TextCleared', data: { text, reason } }];
}

function holdText({ text, reason }: Asked<'HoldTextBack'>, { heldTexts }: PublicationState): Outcome {
  return heldTexts.includes(text) ? [] : [{ type: 'TextHeldBack', data: { text, reason } }];
}

function join({ county, name }: Asked<'JoinCounty'>, { counties }: PublicationState): Outcome {
  const isIn = counties.some((known) => known.county === county && known.name === name && !known.left);
  return isIn ? [] : [{ type: 'CountyJoined', data: { county, name } }];
}

function leave({ county, reason }: Asked<'LeaveCounty'>, { counties }: PublicationState): Outcome {
  const joined = counties.find((known) => known.county === county);
  if (joined === undefined) return refuse('county-not-joined', { county });
  return joined.left ? [] : [{ type: 'CountyLeft', data: { county, reason } }];
}

function evolve(state: PublicationState, event: PublicationEvent): PublicationState {
  const change = changes[event.type] as (state: PublicationState, data: unknown) => Partial<PublicationState>;
  return { ...state, ...change(state, event.data), status: 'kept' };
}

type DataOf<Type> = Extract<PublicationEvent, { readonly type: Type }>['data'];

/** An event without a line here does not compile. */
const changes: {
  readonly [Type in PublicationEvent['type']]: (
    state: PublicationState,
    data: DataOf<Type>,
  ) => Partial<PublicationState>;
} = {
  PublisherDescribed: (_, publisher) => ({ publisher }),
  AgencyDescribed: ({ agencies }, said) => ({
    agencies: [...agencies.filter(({ agency }) => agency !== said.agency), said],
  }),
  ProjectHeldBack: (state, said) => ({ heldBack: marked(state, { ...said, released: false }) }),
  ProjectReleased: (state, said) => ({ heldBack: marked(state, { ...said, released: true }) }),
  TextCleared: (state, { text }) => settled(state, text, 'cleared', 'heldTexts'),
  TextHeldBack: (state, { text }) => settled(state, text, 'heldTexts', 'cleared'),
  CountyJoined: (state, said) => ({ counties: [...without(state, said.county), { ...said, left: false }] }),
  CountyLeft: ({ counties }, { county }) => ({ counties: counties.map((known) => leaving(known, county)) }),
};

type Texts = Pick<PublicationState, 'cleared' | 'heldTexts'>;

/** What was said last of a text is so. */
function settled(state: Texts, text: string, as: keyof Texts, no: keyof Texts): Partial<Texts> {
  return { [as]: [...state[as], text], [no]: state[no].filter((one) => one !== text) };
}

function marked({ heldBack }: PublicationState, now: HeldBack): readonly HeldBack[] {
  return [...heldBack.filter(({ project }) => project !== now.project), now];
}

function without({ counties }: PublicationState, county: string): readonly CountyMembership[] {
  return counties.filter((known) => known.county !== county);
}

function leaving(known: CountyMembership, county: string): CountyMembership {
  return known.county === county ? { ...known, left: true } : known;
}
