import { createHash } from 'node:crypto';
import type { ContentOf } from '#desk/command-registry';
import type { CarriedRungs } from '#funding/message/message.events';
import type { Instant } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';
import type { ClockDesk } from '#reminders/dispatch/clock-desk';
import { draftsOf } from '#reminders/dispatch/drafts';
import type { Draft, DueNow, RungToTell } from '#reminders/dispatch/drafts';
import { dueRowsOf, partnershipsWithDue } from '#reminders/dispatch/due-rows';
import { eachOf } from '#reminders/dispatch/in-turn';
import type { Claimed, MessageRef } from '#reminders/dispatching';

/** How many commands are given at once: enough that they share commits. */
const atOnce = 64;

interface Outcome {
  readonly message?: MessageRef;
  readonly rungs: number;
}

const nothing: Outcome = { rungs: 0 };

/** Claims what is due, one message a person, each in one append with all the rungs that it carries. */
export class Claiming {
  private readonly desk: ClockDesk;
  private readonly db: ReadModels;
  private readonly batch: number;

  constructor(desk: ClockDesk, db: ReadModels, batch: number) {
    this.desk = desk;
    this.db = db;
    this.batch = batch;
  }

  /** Claims so many messages at most, partnership by partnership, the longest waiting first. */
  async claim(now: Instant, signal?: AbortSignal): Promise<Claimed> {
    const outcomes: Outcome[] = [];
    let isMore = false;
    for (const partnership of await partnershipsWithDue(this.db, now)) {
      if (signal?.aborted === true) break;
      isMore = outcomes.length >= this.batch;
      if (isMore) break;
      const due = await this.dueIn(partnership, now);
      if (due !== undefined) outcomes.push(...(await this.claimAll(partnership, due, now)));
    }
    return {
      messages: outcomes.flatMap(({ message }) => message ?? []),
      rungs: outcomes.reduce((sum, { rungs }) => sum + rungs, 0),
      isMore,
    };
  }

  /** What is due in a partnership by whom it tells; undefined while its offices are closed. */
  async dueIn(partnership: string, now: Instant): Promise<DueNow | undefined> {
    if (!(await this.desk.hours(partnership, now)).isOpen) return undefined;
    const state = await this.desk.partnership(partnership);
    const rows = await dueRowsOf(this.db, partnership, now);
    return draftsOf(rows, { fold: this.desk.reading(), state, now });
  }

  private async claimAll(partnership: string, due: DueNow, now: Instant): Promise<readonly Outcome[]> {
    const { drafts, forAgenda, forNobody } = due;
    const works = [
      ...drafts.map((draft) => async () => this.claimDraft(partnership, draft, now)),
      ...forAgenda.map((rung) => async () => this.escalate(partnership, rung, now)),
      ...forNobody.map((rung) => async () => this.passOver(partnership, rung, now)),
    ];
    return eachOf(works, atOnce, async (work) => work());
  }

  /**
   * Claims a message. What of it another message carries by now, or is no longer owed, is left out, and all
   * the rest is claimed as another message at once: tomorrow it would be late. Anything else that stands in
   * the way, such as a message that the person has had meanwhile, leaves all of it due.
   */
  private async claimDraft(partnership: string, draft: Draft, now: Instant): Promise<Outcome> {
    let left: Draft | undefined = draft;
    let withdrawn = 0;
    while (left !== undefined && saysSomething(left)) {
      const message = messageIdOf(partnership, left, withdrawn);
      const handled = await this.desk.give('ClaimMessage', partnership, contentOf(message, left), now);
      if (handled.outcome === 'accepted') return { message: { partnership, message }, rungs: rungsIn(left) };
      if (handled.outcome !== 'refused') return nothing;
      if (handled.refusal === 'message-withdrawn') withdrawn += 1;
      else left = withoutRefused(left, handled.facts);
    }
    return nothing;
  }

  private async escalate(partnership: string, { owed, days }: RungToTell, now: Instant): Promise<Outcome> {
    const { project, kind, of, source, dueOn } = owed;
    const which = { ...(of === undefined ? {} : { of }), ...(source === undefined ? {} : { source }) };
    const what = kind === 'evaluation' ? {} : { obligation: kind, ...which };
    const content = { project, dueOn, days, to: 'tasking-agenda', ...what } as const;
    return settled(await this.desk.give('EscalateEvaluation', partnership, content, now));
  }

  private async passOver(
    partnership: string,
    { owed, days, told }: RungToTell,
    now: Instant,
  ): Promise<Outcome> {
    const { project, kind: obligation, of, source, dueOn } = owed;
    const which = { ...(of === undefined ? {} : { of }), ...(source === undefined ? {} : { source }) };
    const content = { project, obligation, ...which, dueOn, days, told };
    return settled(await this.desk.give('PassOverReminder', partnership, content, now));
  }
}

function settled({ outcome }: { readonly outcome: string }): Outcome {
  return { rungs: outcome === 'accepted' ? 1 : 0 };
}

function saysSomething({ carries, undelivered }: Draft): boolean {
  return carries.length > 0 || undelivered.length > 0;
}

/**
 * A draft without what a refusal is about: one rung, or all of an obligation in one capacity where the
 * refusal names no rung. Undefined when it is about nothing that the draft carries.
 */
function withoutRefused(draft: Draft, { place, days }: Facts = {}): Draft | undefined {
  if (place === undefined) return undefined;
  const carries = draft.carries.flatMap((rungs, at) => {
    if (at !== Number(place)) return [rungs];
    const kept = days === undefined ? [] : rungs.days.filter((day) => day !== Number(days));
    return kept.length === 0 ? [] : [{ ...rungs, days: kept }];
  });
  return { ...draft, carries };
}

type Facts = Readonly<Record<string, string>>;

/** How many rungs a draft carries. */
export function rungsIn({ carries }: Draft): number {
  return carries.reduce((sum, { days }) => sum + days.length, 0);
}

function contentOf(
  message: string,
  { person, carries, undelivered, urgent }: Draft,
): ContentOf<'ClaimMessage'> {
  const failures = undelivered.length === 0 ? {} : { undelivered: [...undelivered] };
  return { message, person, carries: carries.map(asGiven), ...failures, urgent };
}

function asGiven({ days, told, ...rungs }: CarriedRungs): ContentOf<'ClaimMessage'>['carries'][number] {
  if (told === 'tasking-agenda') throw new Error('What goes onto an agenda is carried by no message.');
  return { ...rungs, told, days: [...days] };
}

/**
 * The identity of a message: a hash of the person and of what it carries, in an order of its own, so that two
 * workers who would say the same claim the same message.
 *
 * @param withdrawn how many messages that said the same were withdrawn before
 */
function messageIdOf(
  partnership: string,
  { person, carries, undelivered }: Pick<Draft, 'person' | 'carries' | 'undelivered'>,
  withdrawn = 0,
): string {
  const said = carries.map(({ project, obligation, of, source, dueOn, told, standIn, days }) =>
    JSON.stringify([project, obligation, of ?? null, source ?? null, dueOn, told, standIn ?? false, ...days]),
  );
  const whole = JSON.stringify([partnership, person, said.toSorted(), undelivered.toSorted(), withdrawn]);
  return `m-${createHash('sha256').update(whole).digest('hex').slice(0, 40)}`;
}
