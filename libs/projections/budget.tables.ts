import { integer, journal, optionalText, pence, standing, text, yesOrNo } from '#projections/table';

/** A source as it stands now. */
export const sources = standing(
  'sources',
  {
    partnership: text,
    source: text,
    name: text,
    provider: text,
    year: text,
    status: text,
    may_cross_year: yesOrNo,
    /** The ring-fence in JSON; empty for none. */
    ring_fence: optionalText,
    comment: optionalText,
    example_only: yesOrNo,
    /** The source of the next year that took over at the close. */
    continued_as: optionalText,
  },
  { owner: 'source', indexes: [['partnership', 'year']] },
);

/**
 * What was said of a source, each time something of it changed, so that a budget as at a day names it as
 * then.
 */
export const sourceVersions = journal(
  'source_versions',
  {
    position: integer,
    partnership: text,
    source: text,
    name: text,
    provider: text,
    year: text,
    status: text,
    ring_fence: optionalText,
    comment: optionalText,
    example_only: yesOrNo,
    effective_on: text,
    recorded_at: text,
  },
  { key: ['position'], indexes: [['partnership', 'source']] },
);

/**
 * Every movement of money, a posting a row. The sums of these rows are the budget, on any day as known at any
 * time.
 */
export const postings = journal(
  'postings',
  {
    position: integer,
    line: integer,
    event_id: text,
    partnership: text,
    source: text,
    year: text,
    funding_type: text,
    account: text,
    project: optionalText,
    amount_pence: pence,
    effective_on: text,
    recorded_at: text,
  },
  {
    key: ['position', 'line'],
    // All that the budget of today is summed from, so that it is read from the index alone.
    indexes: [['partnership', 'year', 'source', 'funding_type', 'account', 'amount_pence']],
  },
);

/**
 * What opened an amount and what took of it, one row a change: the sum of the rows of one kind and reference
 * is what still stands. These are the amounts that a budget's totals leave out, and those that it is made up
 * of decision by decision.
 */
export const openAmounts = journal(
  'open_amounts',
  {
    position: integer,
    line: integer,
    partnership: text,
    source: optionalText,
    year: text,
    funding_type: optionalText,
    project: optionalText,
    kind: text,
    /** The identity of what stands open: a decision, a reserve, a swap, a reclaim. */
    reference: text,
    note: optionalText,
    amount_pence: pence,
    effective_on: text,
    recorded_at: text,
  },
  { key: ['position', 'line'], indexes: [['partnership', 'kind']] },
);

/** Swaps asked for: an answer does not say the amount again. */
export const swapsAsked = standing(
  'swaps_asked',
  { partnership: text, source: text, swap: text, amount_pence: pence },
  { owner: 'source', and: ['swap'] },
);

/** Virements asked for, likewise. */
export const virementsAsked = standing(
  'virements_asked',
  { partnership: text, source: text, virement: text, funding_type: text, amount_pence: pence },
  { owner: 'source', and: ['virement'] },
);

/** The match funding of bids, which counts from the award on. */
export const matchFunding = standing(
  'match_funding',
  { partnership: text, project: text, offered: text },
  { owner: 'project' },
);

export const budgetTables = [
  sources,
  sourceVersions,
  postings,
  openAmounts,
  swapsAsked,
  virementsAsked,
  matchFunding,
] as const;
