import { deskRefusalMessages } from '#desk/admission';
import { commandIdReused } from '#eventing/handle';
import { confirmationRefusalMessages } from '#funding/confirmation/confirmation';
import { fundingSourceRefusalMessages } from '#funding/funding-source/funding-source';
import { highlightRefusalMessages } from '#funding/highlight/highlight';
import { indicatorRefusalMessages } from '#funding/indicator/indicator';
import { ledgerRefusalMessages } from '#funding/ledger/ledger';
import { meetingRefusalMessages } from '#funding/meeting/meeting';
import { messageRefusalMessages } from '#funding/message/message';
import { partnershipRefusalMessages } from '#funding/partnership/partnership';
import { personRefusalMessages } from '#funding/person/person';
import { planRefusalMessages } from '#funding/plans/planning';
import { projectRefusalMessages } from '#funding/project/project';
import { publicationRefusalMessages } from '#funding/publication/publication';
import { riskRefusalMessages } from '#funding/risk/risk';
import { roleRefusalMessages } from '#funding/roles';
import type { RefusalMessage } from '#kernel/decider';
import { isFinancialYear, yearInWords } from '#kernel/financial-year';

const reusedMessages: Record<typeof commandIdReused, RefusalMessage> = {
  [commandIdReused]: {
    field: 'id',
    text: 'Something else was sent under this identity before. Send this under an identity of its own.',
  },
};

/** The words of every refusal, noun by noun. */
export const allRefusalMessages: readonly Readonly<Record<string, RefusalMessage>>[] = [
  reusedMessages,
  roleRefusalMessages,
  deskRefusalMessages,
  planRefusalMessages,
  partnershipRefusalMessages,
  personRefusalMessages,
  projectRefusalMessages,
  fundingSourceRefusalMessages,
  meetingRefusalMessages,
  messageRefusalMessages,
  indicatorRefusalMessages,
  riskRefusalMessages,
  confirmationRefusalMessages,
  highlightRefusalMessages,
  ledgerRefusalMessages,
  publicationRefusalMessages,
];

const messages = new Map<string, readonly RefusalMessage[]>();
for (const ofNoun of allRefusalMessages) {
  for (const [refusal, message] of Object.entries(ofNoun)) {
    messages.set(refusal, [...(messages.get(refusal) ?? []), message]);
  }
}

/**
 * A refusal in words, its facts filled in, and the field it is about. People stand in them as `person:` and
 * their id: who shows the words to somebody has their names, and nothing else has (rule 25).
 *
 * Two nouns may refuse by the same name with other words. The facts tell which of them it was: the words
 * that use the most of them, and none that is missing. An answer that an older version kept may name a
 * refusal that is no longer made; it is then said as it stands.
 */
export function wordsFor(
  refusal: string,
  facts: Readonly<Record<string, string>> = {},
): { readonly words: string; readonly field?: string } {
  const fitting = (messages.get(refusal) ?? [])
    .filter(({ text }) => namesIn(text).every((name) => Object.hasOwn(facts, name)))
    .toSorted((a, b) => namesIn(b.text).length - namesIn(a.text).length);
  const { field, text } = fitting[0] ?? { text: `Refused: ${refusal}.` };
  const words = text.replaceAll(placeholder, (_, name: string) => factInWords(name, facts[name] ?? ''));
  return field === undefined ? { words } : { words, field };
}

/** Facts that are the ids of people, with a comma between several. */
const people: ReadonlySet<string> = new Set(['person', 'people', 'member', 'substitute']);

/** Facts that are financial years. */
const years: ReadonlySet<string> = new Set(['year', 'asked']);

function factInWords(name: string, fact: string): string {
  if (years.has(name) && isFinancialYear(fact)) return yearInWords(fact);
  return people.has(name) ? fact.replaceAll(/[^, ]+/g, (id) => `person:${id}`) : fact;
}

const placeholder = /\{(\w+)\}/g;

/** The facts that words need, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(placeholder)].flatMap(([, name]) => name ?? []))];
}
