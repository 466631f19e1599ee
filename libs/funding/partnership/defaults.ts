import { defaultLadder } from '#funding/ladder';
import type { QuorumRule } from '#funding/meeting/meeting.events';
import type { EvaluationFormTerms, Policy } from './partnership.events.js';

/**
 * A third of the voting members, rounded up, and at least three people from at least two agencies (rule 1).
 */
const defaultQuorum: QuorumRule = { numerator: 1, denominator: 3, atLeastPeople: 3, atLeastAgencies: 2 };

/** The policy of a partnership that has adopted no other: version 1, in force from the first day. */
export const defaultPolicy: Policy = {
  version: 1,
  from: defaultLadder.from,
  quorum: defaultQuorum,
  chairsActionLimitPence: 500_000,
  virementLimitPence: 100_000,
  shortFormBelowPence: 100_000,
  acceptanceDays: 14,
  overdueEvaluations: 'warn',
  updatesDueOnDay: 7,
  ladder: defaultLadder,
};

/** Rule 22 in full: what a partnership asks of a project when it has adopted no wording of its own. */
export const defaultFullForm: EvaluationFormTerms = {
  version: 1,
  form: 'full',
  questions: [
    {
      question: 'What was done',
      asks: 'Describe what the project did, where and with whom. Say what was done differently from the bid, and why.',
    },
    {
      question: 'Outputs',
      asks: 'List what was delivered, beside what the bid expected, in numbers where they can be counted. Say why any fell short.',
    },
    {
      question: 'Outcomes and evidence',
      asks: 'What changed for people or places because of it? Give the evidence: figures before and after, surveys, what partners saw.',
    },
    {
      question: 'Economy',
      asks: 'How were costs kept down: quotations, things borrowed or given, shared staff?',
    },
    {
      question: 'Efficiency',
      asks: 'What was got for each pound, and how does that compare with other ways?',
    },
    {
      question: 'Effectiveness',
      asks: 'Did it meet its aim, and how much of that was due to the project itself?',
    },
    {
      question: 'Cost against the award',
      asks: 'Set out what was spent beside what was awarded. Explain any money that was not spent.',
    },
    {
      question: 'Lessons',
      asks: 'What would you do again, what would you change, and what should others know before they try it?',
    },
    {
      question: 'What should happen next',
      asks: 'Should it be mainstreamed, continued or stopped? To be mainstreamed: by which agency, from when, and from which budget.',
    },
  ],
};

/** The short form, for small projects and for those that ended early or never started (rule 20). */
export const defaultShortForm: EvaluationFormTerms = {
  version: 1,
  form: 'short',
  questions: [
    {
      question: 'What was done',
      asks: 'Say briefly what was done and delivered. If it ended early or never started, say what stood in the way.',
    },
    {
      question: 'What changed',
      asks: 'What was different afterwards, and how do you know?',
    },
    {
      question: 'Cost against the award',
      asks: 'What was spent, and why was any of the award not needed?',
    },
    {
      question: 'Lessons and what should happen next',
      asks: 'What was learned? Should it be mainstreamed, continued or stopped, and by whom?',
    },
  ],
};
