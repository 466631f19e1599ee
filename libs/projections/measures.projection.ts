import type { Happened, Projection, Write } from '#projections/projection';
import { integer, journal, text } from '#projections/table';

/** What every one of these tables has: an event a row, with what it says in JSON. */
const told = {
  position: integer,
  partnership: text,
  /** The indicator, the risk. */
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

export const measureTables = [indicatorsTold, risksTold, amberMargins] as const;

type Told = typeof indicatorsTold | typeof risksTold;

/**
 * What was told of each indicator and each risk, an event a row, so that a report of any day, as known at
 * any moment, is folded from exactly what was told by then, by the noun's own rules.
 */
export const measuresProjection: Projection<typeof measureTables> = {
  name: 'measures',
  version: 1,
  tables: measureTables,
  on: {
    partnership: {
      PolicyAdopted({ position, partnership, effectiveOn, recordedAt, data }, write) {
        if (data.amberWithinPercent === undefined) return;
        const margin = { from_on: data.from, within_percent: data.amberWithinPercent };
        const when = { effective_on: effectiveOn, recorded_at: recordedAt };
        write.add(amberMargins, { position, partnership, ...margin, ...when });
      },
    },
  },
  onEach: { indicator: keepIn(indicatorsTold), risk: keepIn(risksTold) },
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
