import {
  integer,
  journal,
  optionalInteger,
  optionalText,
  pence,
  standing,
  text,
  yesOrNo,
} from '#projections/table';

/** The register: every bid and what it became, a project a row. Its money is in `award_lines`. */
export const projects = standing(
  'projects',
  {
    partnership: text,
    project: text,
    title: text,
    status: text,
    lead_officer: optionalText,
    deputy: optionalText,
    lead_agency: optionalText,
    thematic_group: optionalText,
    continues: optionalText,
    annual_commitment: yesOrNo,
    bid_pence: pence,
    /** Decided before the partnership had Tallystick. */
    taken_on: yesOrNo,
    decided_on: optionalText,
    decision: optionalText,
    meeting: optionalText,
    item: optionalText,
    /** Where the decision of a project that was taken on is written down. */
    reference: optionalText,
    /** Facts made up for an example, in JSON. */
    example_only: optionalText,
    acceptance: optionalText,
    accept_by: optionalText,
    accept_since: optionalText,
    /** A chair's action that the next meeting has still to ratify. */
    action_to_ratify: optionalText,
    planned_start: optionalText,
    planned_finish: optionalText,
    planned_since: optionalText,
    started_on: optionalText,
    started_since: optionalText,
    /** The first month to report on. */
    updates_from: optionalText,
    finished_on: optionalText,
    finish_manner: optionalText,
    /** The agency that took it into its own budget. */
    mainstreamed_by: optionalText,
    continued_as: optionalText,
  },
  { owner: 'project', indexes: [['partnership', 'status']] },
);

/** A project may serve several priorities. Count it once where they are added up. */
export const projectPriorities = standing(
  'project_priorities',
  { partnership: text, project: text, priority: text },
  { owner: 'project', and: ['priority'], indexes: [['partnership', 'priority']] },
);

/**
 * The award by source and funding type, as decisions and virements have left it, and what was spent of it.
 */
export const awardLines = standing(
  'award_lines',
  {
    partnership: text,
    project: text,
    source: text,
    funding_type: text,
    awarded_pence: pence,
    /** Released by finance, unspent. */
    released_pence: pence,
    spent_pence: pence,
    /** Spent beyond the award, and not accepted since. */
    overspend_pence: pence,
    /** The part of the overspend of which it is decided that it is to be recovered. */
    recovering_pence: pence,
  },
  { owner: 'project', and: ['source', 'funding_type'], indexes: [['partnership', 'source']] },
);

export const conditions = standing(
  'conditions',
  {
    partnership: text,
    project: text,
    condition: text,
    to_be_met: text,
    terms: text,
    due_on: optionalText,
    since: text,
    /** `open`, `discharged` or `waived`. */
    status: text,
    evidence: optionalText,
  },
  { owner: 'project', and: ['condition'] },
);

/** What is still expected to be spent in a year, by the latest word. */
export const forecasts = standing(
  'forecasts',
  { partnership: text, project: text, year: text, amount_pence: pence, note: optionalText },
  { owner: 'project', and: ['year'] },
);

/**
 * The evaluation that each project with an award owes, or has handed in. A reserve has no project, and owes
 * none.
 */
export const evaluations = standing(
  'evaluations',
  {
    partnership: text,
    project: text,
    form: text,
    form_version: integer,
    /** `owed`, `submitted`, `accepted` or `waived`. */
    status: text,
    due_on: optionalText,
    /** The day on which this due date was recorded. */
    due_since: optionalText,
    /** `returned` or `put-off`, where a date was agreed. */
    agreed_because: optionalText,
    agreed_on: optionalText,
    agreed_reasons: optionalText,
    submitted_on: optionalText,
    /** How late it first came in, whatever was returned afterwards. */
    first_days_late: optionalInteger,
    waived_because: optionalText,
    /** `mainstream`, `continue` or `discontinue`, by the latest word. */
    recommended: optionalText,
    /** `lead-officer` in the evaluation, or `chair` on accepting it. */
    recommended_by: optionalText,
    /** What was answered, in JSON, as last handed in. */
    answers: optionalText,
    /** What is written of it and not handed in, in JSON. */
    draft: optionalText,
  },
  { owner: 'project' },
);

/** The monthly reports that came in, as they stand. */
export const performanceUpdates = standing(
  'performance_updates',
  {
    partnership: text,
    project: text,
    month: text,
    rag: text,
    progress: text,
    risks: optionalText,
    next_steps: optionalText,
    submitted_on: text,
    /** When it was corrected last. */
    corrected_on: optionalText,
    person: text,
  },
  { owner: 'project', and: ['month'] },
);

/**
 * The ladder of each policy that the partnership adopted, in JSON. Before the first, the default is in force.
 */
export const ladders = standing(
  'ladders',
  { partnership: text, version: integer, from_on: text, updates_due_on_day: integer, ladder: text },
  { owner: 'partnership', and: ['version'] },
);

/**
 * What each project owes and has not done, and what others owe to its sources. `next_send_at` is the due
 * reminder: whoever sends them looks for rows whose time has come. It depends on the events alone, so it
 * stays until the event that says it was sent.
 *
 * Reminders further on, and the updates of further months, are not rows: the ladder gives them for any days
 * that are asked about, however long nothing happens. They are never due before the row that they follow.
 */
export const obligations = standing(
  'obligations',
  {
    partnership: text,
    project: text,
    kind: text,
    /** Which condition, which recovery, or which month; empty where there is only one. */
    which: text,
    /** The source that paid, for a reclaim; empty for all others. */
    source: text,
    due_on: text,
    /** The day on which this due date arose: rungs that were past by then go together. */
    arose_on: text,
    /** It is the update of the last month that was looked at, and those of further months follow. */
    further_months: yesOrNo,
    /** Days from the due date of the next rung; empty when none follows any more. */
    next_days: optionalInteger,
    next_send_at: optionalText,
  },
  {
    owner: 'project',
    and: ['kind', 'which', 'source'],
    indexes: [
      ['next_send_at', 'partnership'],
      ['partnership', 'next_send_at'],
      ['partnership', 'due_on'],
    ],
  },
);

/**
 * Each rung that was sent, by the message that carried it, or that needed none: it went onto an agenda, or
 * there was nobody to tell. A rung is known by all of its key.
 */
export const remindersSent = standing(
  'reminders_sent',
  {
    partnership: text,
    project: text,
    kind: text,
    which: text,
    source: text,
    due_on: text,
    days: integer,
    /** As whom they were told; empty in older records, which told everyone whom the rung had to. */
    told: text,
    message: optionalText,
    /** The people it went to, by id, in JSON. */
    sent_to: text,
    sent_on: text,
    recorded_at: text,
  },
  { owner: 'project', and: ['kind', 'which', 'source', 'due_on', 'days', 'told'] },
);

/** Overdue evaluations that the thematic chair, or the tasking group's agenda, was told of. */
export const escalations = journal(
  'escalations',
  {
    position: integer,
    partnership: text,
    project: text,
    due_on: text,
    days: integer,
    told: text,
    recorded_at: text,
  },
  { key: ['position'], indexes: [['partnership', 'project']] },
);

/** What others owe: reclaims and clawbacks, with the source that paid. */
export const reclaimsOwed = standing(
  'reclaims_owed',
  {
    partnership: text,
    source: text,
    recovery: text,
    /** `reclaim` or `clawback`. */
    kind: text,
    project: text,
    from_whom: text,
    due_on: text,
    arose_on: text,
    owed_pence: pence,
  },
  { owner: 'source', and: ['recovery'], indexes: [['partnership', 'project']] },
);

export const projectTables = [
  projects,
  projectPriorities,
  awardLines,
  conditions,
  forecasts,
  evaluations,
  performanceUpdates,
  ladders,
  obligations,
  remindersSent,
  escalations,
  reclaimsOwed,
] as const;
