import type { NaiveMoney } from './naive-money.ts';
import { onAgenda, proposed, sourceIds } from './partnership.ts';
import type { ProjectId, SourceId } from './partnership.ts';
import type { Step } from './step.ts';

/** What a step becomes where there is something for it; undefined where there is nothing. */
type Turn = (step: Step, money: NaiveMoney) => Partial<Step> | undefined;
type Test = (project: string, money: NaiveMoney) => boolean;

/**
 * Turns a step to where there is something for it, or makes it another that comes before it: left alone, most
 * steps would come to the same few refusals. One that is to go astray is left alone.
 */
export function aimed<Kind extends string>(
  step: Step & { readonly kind: Kind },
  money: NaiveMoney,
): Step & { readonly kind: Kind } {
  const turn = step.astray ? undefined : turns[step.kind];
  if (turn === undefined) return step;
  const turned = turn(step, money);
  if (turned !== undefined) return { ...step, ...turned };
  const before = earlier[step.kind] ?? 'fund';
  return before === step.kind ? step : aimed({ ...step, kind: before as Kind }, money);
}

/** One of a list, by a figure of the step; each `way` another one, so that two choices are not made alike. */
function pick<T>(from: Iterable<T>, { pence, number }: Step, way = 1): T | undefined {
  const list = [...from];
  return list[Math.floor((pence + number) / way) % Math.max(1, list.length)];
}

const always: Test = () => true;
const isAnswered: Test = (project, money) =>
  money.isDone(project, 'AcceptAward', 'TakeOnProject', 'DeclineAward', 'LapseAward');
const isFinished: Test = (project, money) => money.isDone(project, 'FinishProject');
const isUnderWay: Test = (project, money) =>
  money.isDone(project, 'AcceptAward', 'TakeOnProject') && !isFinished(project, money);
const hasItems: Test = (project) => proposed.some((one) => one.project === project);

/** A project with an award of which this holds, and another one with an award. */
function awarded(which: Test): Turn {
  return (step, money) => {
    const all = [...money.awarded] as ProjectId[];
    const fit = all.filter((one) => which(one, money));
    const project = pick(fit, step);
    if (project === undefined) return undefined;
    const others = all.filter((one) => one !== project);
    return { project, other: pick(others, step, 3) ?? step.other };
  };
}

/** As `awarded`, at a place where the project has money that is not paid, and another of the same year. */
function unpaid(which: Test, mayWait = false): Turn {
  return (step, money) => {
    const turned = awarded(which)(step, money);
    const places = [...money.purses()].filter(([, , { promises }]) =>
      promises.some((one) => one.project === turned?.project && one.unpaid + (mayWait ? one.waiting : 0) > 0),
    );
    const [source, fundingType] = pick(places, step) ?? [];
    if (source === undefined || fundingType === undefined) return undefined;
    const isOfYear = (id: string): boolean => money.source(id).year === money.source(source).year;
    const second = pick(sourceIds.filter(isOfYear), step, 5) ?? step.second;
    return { ...turned, source: source as SourceId, second, fundingType };
  };
}

/** A bid that is not decided, at the meeting on whose agenda it is. */
function bid(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const open = onAgenda.map(({ project }) => project).filter((project) => !money.awarded.has(project));
  const project = pick(open, step);
  if (project === undefined) return undefined;
  return { project, meeting: money.isDone(project, 'DeferBid') ? 'april' : 'march' };
}

/** A bid that is on no agenda. */
function waiting(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const elsewhere = proposed.filter(
    ({ project }) => money.isDone(project, 'DeferBid') || !onAgenda.some((one) => one.project === project),
  );
  const open = elsewhere.map(({ project }) => project).filter((project) => !money.awarded.has(project));
  const project = pick(open, step);
  return project === undefined ? undefined : { project };
}

function takenOn(_: Step, money: NaiveMoney): Partial<Step> | undefined {
  const isThere = (project: string): boolean => money.isDone(project, 'TakeOnProject');
  if (isThere('hostel') && isThere('mentors')) return undefined;
  return { choice: !isThere('hostel') };
}

function paid(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const open = [...money.payments].filter(([, parts]) => parts.some((part) => !part.paid.reversed));
  const [project, payment] = pick(open, step)?.[0].split(' ') ?? [];
  if (project === undefined || payment === undefined) return undefined;
  return { project: project as ProjectId, number: Number(payment.slice(2)) };
}

function overspent(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const places = [...money.purses()].flatMap(([source, fundingType, { payments }]) =>
    payments
      .filter((one) => one.over > 0 && !one.reversed && hasItems(one.project, money))
      .map(({ project }) => ({ source, fundingType, project })),
  );
  return pick(places, step) as Partial<Step> | undefined;
}

function acted(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const open = [...money.actions].filter(([, project]) => !money.isDone(project, 'RatifyChairsAction'));
  const [action, project] = pick(open, step) ?? [];
  if (action === undefined) return undefined;
  return { project: project as ProjectId, number: Number(action.slice(-1)) };
}

/** A reclaim or a clawback by its number, which says where it was raised. */
function owed(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const all = [...money.sources.values()].flatMap((source) => [...source.owed]);
  const open = all.filter(([, { amount }]) => amount > 0).map(([id]) => id);
  const parts = /^(\w+)-(.+)-(\d)$/u.exec(pick(open, step) ?? '');
  if (parts === null) return undefined;
  return { choice: parts[1] === 'reclaim', source: parts[2] as SourceId, number: Number(parts[3]) };
}

/** A place that paid for a project what has not been recovered yet. */
function recoverable(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const places = [...money.purses()].flatMap(([source, fundingType, { payments }]) =>
    payments.map(({ project }) => ({ source, fundingType, project })),
  );
  const open = places.filter((at) => money.recoverable(at.source, at.fundingType, at.project) > 0);
  const place = pick(open, step);
  return place as Partial<Step> | undefined;
}

function reserved(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const places = [...money.purses()].filter(([, , { reserved: held }]) => held > 0);
  const place = pick(places, step);
  return place === undefined ? undefined : { source: place[0] as SourceId, fundingType: place[1] };
}

/** A swap that the provider was asked for. */
function swapped(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const asked = [...money.sources].flatMap(([source, { swaps }]) =>
    [...swaps.keys()].map((swap) => ({ source: source as SourceId, number: Number(swap.slice(2)) })),
  );
  return pick(asked, step);
}

/** A bid that is not decided, and a place where a reserve is held that could pay for it. */
function callable(step: Step, money: NaiveMoney): Partial<Step> | undefined {
  const [open, place] = [bid(step, money), reserved(step, money)];
  if (open === undefined || place === undefined) return undefined;
  return { ...open, ...place, second: place.source ?? step.source, odd: true };
}

const turns: Readonly<Record<string, Turn>> = {
  fund: bid,
  callReserve: callable,
  defer: bid,
  refuseBid: bid,
  putOnAgenda: waiting,
  declare: () => ({ project: 'alarms', meeting: 'march' }),
  chairsAction: waiting,
  takeOn: takenOn,
  ratify: acted,
  accept: awarded((project, money) => !isAnswered(project, money)),
  decline: awarded((project, money) => !isAnswered(project, money)),
  lapse: awarded((project, money) => !isAnswered(project, money)),
  finish: awarded(isUnderWay),
  discharge: awarded(always),
  rescind: awarded(hasItems),
  release: awarded(isFinished),
  raise: recoverable,
  vary: unpaid(hasItems),
  pay: unpaid(always, true),
  claim: unpaid(isUnderWay),
  virement: unpaid(always),
  reversePayment: paid,
  decideOverspend: overspent,
  receive: owed,
  writeOff: owed,
  releaseReserve: reserved,
  answerSwap: swapped,
};

/** What comes before a step for which there is nothing yet; an award, where nothing is named. */
const earlier: Readonly<Record<string, string>> = {
  fund: 'takeOn',
  takeOn: 'confirm',
  ratify: 'chairsAction',
  finish: 'accept',
  release: 'finish',
  reversePayment: 'pay',
  decideOverspend: 'pay',
  raise: 'pay',
  receive: 'raise',
  writeOff: 'raise',
  releaseReserve: 'hold',
  answerSwap: 'swap',
  callReserve: 'hold',
};
