import { createHmac, hash } from 'node:crypto';
import { canonicalJson } from '#eventing/canonical-json';
import type { Clock } from '#eventing/clock';
import type { Desk } from '#eventing/desk';
import type { KeyVault } from '#eventing/key-vault';
import { seal } from '#eventing/sealing';
import type { PlanDeps } from '#funding/plans/planning';
import { personStream } from '#kernel/ids';

/** What time it is at the desk. */
export interface DeskClock {
  readonly now: Clock;
  /** Sets the time, which only the clock of an example can: see `at` in a command. */
  setTo?(instant: string): void;
}

/** What a command is carried out with. */
export interface DeskTools {
  readonly desk: Desk;
  readonly clock: DeskClock;
  readonly planDeps: PlanDeps;
}

/**
 * How the rules reach what is not in the events: the keys of persons, and the evaluations that are overdue.
 *
 * @param alsoForget takes out what is kept of someone elsewhere, as the ways in which they sign in
 */
export function planDepsOf(
  vault: KeyVault,
  overdueEvaluationsOf: PlanDeps['overdueEvaluationsOf'],
  alsoForget: PlanDeps['forget'] = async () => undefined,
): PlanDeps {
  return {
    overdueEvaluationsOf,
    digestOf: (text) => hash('sha256', text, 'hex'),
    forget: async (who) => {
      await vault.destroy(personStream(who.partnership, who.person));
      await alsoForget(who);
    },
    seal: async (stream, details) => {
      const key = await vault.keyFor(stream);
      return { sealed: seal(details, key), fingerprint: fingerprintOf(details, key) };
    },
  };
}

/** Under the person's own key: once that is destroyed, nobody can find a name by trying names. */
function fingerprintOf(details: Readonly<Record<string, string>>, key: Uint8Array): string {
  return createHmac('sha256', key).update(canonicalJson(details, 'details')).digest('hex');
}
