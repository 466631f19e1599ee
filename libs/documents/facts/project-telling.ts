import { together } from '#documents/facts/money';
import type { OutcomeFacts, ProjectDecision, ProjectFacts } from '#documents/facts/project-facts';
import type { Behind } from '#documents/model/document';
import type { DecodedEvent } from '#eventing/decoding';
import { evaluationDueOn } from '#funding/ladder';
import {
  accepted,
  allocated,
  paidPart,
  recovering,
  released,
  reversed,
  spent,
} from '#funding/project/award-lines';
import { moneyDecided, releaseEnding } from '#funding/project/decided-money';
import { decisionIdOf } from '#funding/project/project.asks';
import type { Bid, ProjectEvents } from '#funding/project/project.events';
import type { Money } from '#funding/project/state';
import type { LocalDate } from '#kernel/local-date';
import { sumPence } from '#kernel/pence';
import type { Pence } from '#kernel/pence';

/** Tells a project what happened to it. */
export function tellProject(to: ProjectFacts, event: DecodedEvent): void {
  const handler = handlers[event.type as keyof ProjectEvents] as Handler | undefined;
  handler?.(to, event.data as never, event);
  to.toldAt = event.recordedAt;
  tellHead(to, event);
  if (to.bid.leadOfficer !== undefined) to.leadOfficers.add(to.bid.leadOfficer);
}

function tellHead(to: ProjectFacts, { effectiveOn: on, position }: DecodedEvent): void {
  const { title, leadAgency } = to.bid;
  const last = to.heads.at(-1)?.said;
  if (last?.title === title && last?.leadAgency === leadAgency) return;
  const said = {
    ...(title === undefined ? {} : { title }),
    ...(leadAgency === undefined ? {} : { leadAgency }),
  };
  to.heads.push({ said, on, position });
}

type Handler<Data = never> = (to: ProjectFacts, data: Data, event: DecodedEvent) => void;
/** What is kept of a decision as its event has it. */
interface Said extends Partial<Omit<ProjectEvents['BidRefused'], 'reasons'>> {
  readonly reasons: string;
  readonly until?: LocalDate;
  readonly paidPence?: Pence;
  readonly awardPence?: Pence;
  readonly condition?: string;
}

const handlers: { readonly [Type in keyof ProjectEvents]?: Handler<ProjectEvents[Type]> } = {
  BidDrafted: (to, { bid }, event) => setBid(to, bid, event),
  BidRevised: (to, { bid }, event) => setBid(to, bid, event),
  ProjectProposed(to, { bid }, event) {
    setBid(to, bid, event);
    to.proposedOn = event.effectiveOn;
  },
  BidDeferred: (to, data, event) => decided(to, 'deferred', data, event),
  BidRefused: (to, data, event) => decided(to, 'refused', data, event),
  ProjectFunded(to, data, event) {
    decided(to, 'approved', data, event, data.decidedOn);
    Object.assign(to, { acceptBy: data.acceptBy, acceptance: 'awaited' });
    award(to, data, event);
  },
  ProjectTakenOn(to, data, event) {
    const { bid, reference, decidedOn, awardPence, yetToStart = false } = data;
    setBid(to, bid, event);
    const said = { decision: decisionIdOf('taken-on'), reasons: reference, awardPence };
    decided(to, 'taken on', said, event, decidedOn);
    Object.assign(to, { reference, acceptance: 'accepted' });
    if (!yetToStart) to.startedOn = bid.startsOn;
    award(to, data, event);
  },
  EvaluationFormIssued(to, { form, version }) {
    to.form = { form, version };
  },
  // What had been paid then it leaves as it is.
  ChairsActionRatified: (to, { paidPence: _, ...data }, event) => decided(to, 'ratified', data, event),
  ChairsActionNotRatified: (to, data, event) =>
    withoutUnpaid(to, () => decided(to, 'not ratified', data, event)),
  AwardAccepted: (to, _, event) => answered(to, 'accepted', event),
  AwardDeclined: (to, _, event) => withoutUnpaid(to, () => answered(to, 'declined', event)),
  AwardLapsed: (to, _, event) => withoutUnpaid(to, () => answered(to, 'lapsed', event)),
  AwardRescinded: (to, data, event) => withoutUnpaid(to, () => decided(to, 'rescinded', data, event)),
  AwardVaried(to, data, event) {
    decided(to, 'varied', data, event);
    changeLines(to, (lines) => data.changes.reduce(allocated, lines));
  },
  AwardMovedByVirement(to, data, { effectiveOn: on, actor: by, position }) {
    changeLines(to, (lines) => allocated(lines, data));
    const awardPence = sumPence([...to.lines.values()].map((line) => line.awardedPence));
    to.moves.push({ ...data, on, by, position, awardPence });
  },
  ConditionDischarged: (to, { condition }) => settle(to, condition, 'discharged'),
  ConditionWaived(to, data, event) {
    decided(to, 'condition waived', data, event);
    settle(to, data.condition, 'waived');
  },
  OverspendDecided(to, data, event) {
    const { outcome, allocations } = data;
    decided(to, outcome === 'accept' ? 'overspend accepted' : 'overspend to be recovered', data, event);
    const change = outcome === 'accept' ? accepted : recovering;
    changeLines(to, (lines) => allocations.reduce(change, lines));
  },
  ExpenditureRecorded(to, { payment, ...paid }, event) {
    to.payments.set(payment, { payment, ...paid, reversed: false, position: event.position });
    changeLines(to, (lines) => paid.charges.reduce(spent, lines));
  },
  ExpenditureReversed(to, { payment, charges, priorYear }, { effectiveOn: on, position }) {
    const paid = to.payments.get(payment);
    if (paid !== undefined) to.payments.set(payment, { ...paid, reversed: true, reversal: { on, position } });
    const closed = new Set(priorYear?.closed.map(({ source }) => source));
    changeLines(to, (lines) => reversed(lines, charges, (source) => closed.has(source)));
  },
  UnspentAwardReleased: (to) => changeLines(to, released),
  ForecastRecorded(to, { year, amountPence: pence, note }, { position }) {
    to.forecasts.set(year, { pence, note, position });
  },
  InKindInputRecorded(to, { from, description, valuePence }, { position }) {
    to.inKind.push({ from, description, valuePence, position });
  },
  ProjectStarted(to, { startedOn }) {
    to.startedOn = startedOn;
  },
  PerformanceUpdateSubmitted(to, { month, rag, progress, risks, nextSteps }, { effectiveOn: on }) {
    to.updates.push({ month, rag, progress, risks, nextSteps, on });
  },
  PerformanceUpdateCorrected(to, { month, rag, progress, risks, nextSteps }, { effectiveOn: correctedOn }) {
    const index = to.updates.findIndex((one) => one.month === month);
    const sent = to.updates[index];
    if (sent !== undefined) to.updates[index] = { ...sent, rag, progress, risks, nextSteps, correctedOn };
  },
  ProjectExtended(to, { finishesOn }, { position }) {
    to.plannedFinish = finishesOn;
    setDue(to, [position]);
  },
  ProjectVaried(to, { description, expectedOutputs }, { position }) {
    to.bidBehind = [...to.bidBehind, position];
    to.bid = {
      ...to.bid,
      ...(description === undefined ? {} : { description }),
      ...(expectedOutputs === undefined ? {} : { expectedOutputs }),
    };
  },
  LeadOfficerChanged(to, { leadOfficer, leadAgency }) {
    to.bid = { ...to.bid, leadOfficer, ...(leadAgency === undefined ? {} : { leadAgency }) };
  },
  ProjectFinished: (to, { finishedOn: on, manner, note }, { position }) =>
    finished(to, { on, manner, note, position }),
  FinishCorrected: (to, { finishedOn: on, manner }, { position }) =>
    finished(to, { on, manner, note: to.finish?.note, position }),
  EvaluationSubmitted(to, { answers, dueOn, daysLate }, { effectiveOn: submittedOn, position }) {
    const told = { firstDueOn: dueOn, firstSubmittedOn: submittedOn, firstDaysLate: daysLate };
    const once = { ...told, firstPosition: position };
    const { firstDueOn, firstSubmittedOn, firstDaysLate, firstPosition } = to.evaluation ?? once;
    const kept = { firstDueOn, firstSubmittedOn, firstDaysLate, firstPosition };
    to.evaluation = { submittedOn, ...kept, position, answers, standing: 'submitted' };
  },
  EvaluationReturned(to, { newDueOn }, { position }) {
    due(to, newDueOn, [position]);
    if (to.evaluation !== undefined) to.evaluation = { ...to.evaluation, standing: 'returned' };
  },
  EvaluationPutOff: (to, { revisitOn }, { position }) => due(to, revisitOn, [position]),
  EvaluationWaived(to, { reason }, { position }) {
    to.waived = reason;
    to.dueBehind = [position];
  },
  ProjectEvaluated(to) {
    if (to.evaluation !== undefined) to.evaluation = { ...to.evaluation, standing: 'accepted' };
  },
  ProjectMainstreamed: (to, data, event) => became(to, 'mainstreamed', data, event),
  ProjectContinued: (to, data, event) => became(to, 'continued', data, event),
  ProjectDiscontinued: (to, data, event) => became(to, 'discontinued', data, event),
};

function setBid(to: ProjectFacts, bid: Partial<Bid>, { position }: DecodedEvent): void {
  Object.assign(to, { bid, bidBehind: [position], plannedFinish: bid.finishesOn });
}

function award(
  to: ProjectFacts,
  { allocations, conditions }: Pick<ProjectEvents['ProjectFunded'], 'allocations' | 'conditions'>,
  { position }: DecodedEvent,
): void {
  to.awarded = true;
  for (const condition of conditions)
    to.conditions.set(condition.condition, { ...condition, status: 'open' });
  changeLines(to, (lines) =>
    allocations.reduce((sum, line) => allocated(sum, { ...line, change: 'more' }), lines),
  );
  setDue(to, together([to.bidBehind, [position]]));
}

/** Keeps a decision, with more of it than every decision says. */
function decided(
  to: ProjectFacts,
  what: ProjectDecision['what'],
  { decision, meeting, item, chairsAction, reasons, ...of }: Said,
  { effectiveOn, position, type, data, actor: by }: DecodedEvent,
  on = effectiveOn,
): void {
  const place = { decision, meeting, item, byChair: chairsAction !== undefined };
  const made = { type: type as keyof ProjectEvents, data: data as object };
  const did = { money: moneyDecided(made), release: releaseEnding(made) };
  const { awardPence, until, paidPence, condition } = of;
  const more = { awardPence, until, paidPence, condition, ...did };
  to.decisions.push({ what, on, by, ...place, reasons, position, ...more });
}

function answered(
  to: ProjectFacts,
  acceptance: ProjectFacts['acceptance'],
  { effectiveOn: answeredOn }: DecodedEvent,
): void {
  Object.assign(to, { acceptance, answeredOn });
}

function changeLines(to: ProjectFacts, change: (lines: Money['lines']) => Money['lines']): void {
  to.lines = change(to.lines);
}

/** What is unpaid is withdrawn; a project that nobody has started or paid for ends here. */
function withoutUnpaid(to: ProjectFacts, tell: () => void): void {
  tell();
  changeLines(to, paidPart);
  const isPaid = [...to.lines.values()].some(({ spentPence }) => spentPence !== 0);
  if (!isPaid && to.startedOn === undefined) to.awarded = false;
}

function settle(to: ProjectFacts, condition: string, status: 'discharged' | 'waived'): void {
  const known = to.conditions.get(condition);
  if (known !== undefined) to.conditions.set(condition, { ...known, status });
}

function finished(to: ProjectFacts, finish: NonNullable<ProjectFacts['finish']>): void {
  to.finish = finish;
  setDue(to, [finish.position]);
}

function setDue(to: ProjectFacts, behind: Behind): void {
  const finish = to.finish?.on ?? to.plannedFinish;
  due(to, finish === undefined ? undefined : evaluationDueOn(finish), behind);
}

function due(to: ProjectFacts, on: LocalDate | undefined, behind: Behind): void {
  to.evaluationDueOn = on;
  to.dueBehind = behind;
}

function became(
  to: ProjectFacts,
  what: OutcomeFacts['became'],
  data: Omit<OutcomeFacts, 'became' | 'position'>,
  { position }: DecodedEvent,
): void {
  to.outcome = { became: what, ...data, position };
}
