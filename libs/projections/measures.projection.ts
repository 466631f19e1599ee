import type { Happened, Projection, Write } from '#projections/projection';
import { integer, journal, pence, text } from '#projections/table';

/** What every one of these tables has: an event a row, with what it says in JSON. */
const told = {
  position: integer,
  partnership: text,
  /** The indicator, the risk, the year that is confirmed, the report. */
  subject: text,
  type: text,
  data: text,
  person: text,
  effective_on: text,
  recorded_at: text,
} as const;
const byPosition = { key: ['position'], indexes: [['partnership', 'subject']] } as const;

const indicatorsTold = journal('indicators_told', told, byPosition);
const risksTold = journal('risks_told', told, byPosition);

const confirmationsTold = journal('confirmations_told', told, byPosition);
const highlightsTold = journal('highlights_told', told, byPosition);

/**
 * What was reversed after its year was closed: the closed year's figures stand, and this stands beside
 * them.
 */
const priorYearAdjustments = journal(
  'prior_year_adjustments',
  {
    position: integer,
    partnership: text,
    closed_year: text,
    closed_source: text,
    /** The source of the open year that took it. */
    source: text,
    project: text,
    payment: text,
    funding_type: text,
    amount_pence: pence,
    reason: text,
    effective_on: text,
    recorded_at: text,
  },
  { key: ['position'], indexes: [['partnership', 'closed_year']] },
);

/** From when a figure that misses its target by so much is amber and not red, as policies have said it. */
const amberMargins = journal(
  'amber_margins',
  {
    position: integer,
    partnership: text,
    from_on: text,
    within_percent: integer,
    effective_on: text,
    recorded_at: text,
  },
  { key: ['position'], indexes: [['partnership']] },
);

export const measureTables = [
  indicatorsTold,
  risksTold,
  confirmationsTold,
  highlightsTold,
  priorYearAdjustments,
  amberMargins,
] as const;

type Told = typeof indicatorsTold | typeof risksTold | typeof confirmationsTold | typeof highlightsTold;

/**
 * What was told of each indicator, risk, confirmation and report, an event a row, so that a report of any
 * day, as known at any moment, is folded from exactly what was told by then, by the noun's own rules.
 */
export const measuresProjection: Projection<typeof measureTables> = {
  name: 'measures',
  version: 2,
  tables: measureTables,
  on: {
    source: {
      PriorYearAdjusted({ position, partnership, subject, effectiveOn, recordedAt, data }, write) {
        const { closedYear, closedSource, project, payment, fundingType, amountPence, reason } = data;
        write.add(priorYearAdjustments, {
          position,
          partnership,
          closed_year: closedYear,
          closed_source: closedSource,
          source: subject,
          project,
          payment,
          funding_type: fundingType,
          amount_pence: amountPence,
          reason,
          effective_on: effectiveOn,
          recorded_at: recordedAt,
        });
      },
    },
    partnership: {
      PolicyAdopted({ position, partnership, effectiveOn, recordedAt, data }, write) {
        if (data.amberWithinPercent === undefined) return;
        const margin = { from_on: data.from, within_percent: data.amberWithinPercent };
        const when = { effective_on: effectiveOn, recorded_at: recordedAt };
        write.add(amberMargins, { position, partnership, ...margin, ...when });
      },
    },
  },
  onEach: {
    indicator: keepIn(indicatorsTold),
    risk: keepIn(risksTold),
    confirmation: keepIn(confirmationsTold),
    highlight: keepIn(highlightsTold),
  },
};

function keepIn(table: Told): (event: Happened, write: Write) => void {
  return (event, write) => {
    write.add(table, {
      position: event.position,
      partnership: event.partnership,
      subject: event.subject,
      type: event.type,
      data: JSON.stringify(event.data),
      person: event.actor.person,
      effective_on: event.effectiveOn,
      recorded_at: event.recordedAt,
    });
  };
}
