import { decisionOfRelease } from '#funding/project/project.asks';
import { streamsNamedIn } from '#projections/about';
import { placeOfDecision } from '#projections/decision-place';
import { wordsOf } from '#projections/history-words';
import type { Happened, Projection, Write } from '#projections/projection';
import { integer, journal, optionalText, text } from '#projections/table';

/**
 * Every event, a row each: who, in what role, when it was recorded and true, and under which meeting and
 * item.
 */
const history = journal(
  'history',
  {
    position: integer,
    partnership: text,
    /** Whose event it is: `project-<partnership>.<id>`. */
    stream: text,
    type: text,
    person: text,
    role: text,
    effective_on: text,
    recorded_at: text,
    meeting: optionalText,
    item: optionalText,
    reason: optionalText,
    /** What it says beyond its name, with each person by id; empty where the name says everything. */
    words: text,
  },
  { key: ['position'], indexes: [['stream'], ['person']] },
);

/**
 * Events that are about something besides their own stream: a source's event that names the project it pays.
 */
const historyMentions = journal(
  'history_mentions',
  { stream: text, position: integer },
  { key: ['stream', 'position'] },
);

export const historyTables = [history, historyMentions] as const;

/**
 * What happened to a project, a source, a meeting or a person, and what each of them did: what finance staff
 * read.
 */
export const historyProjection: Projection<typeof historyTables> = {
  name: 'history',
  version: 8,
  tables: historyTables,
  on: {},
  onEach: {
    partnership: keep,
    person: keep,
    project: keep,
    source: keep,
    meeting: keep,
    message: keep,
    indicator: keep,
    risk: keep,
    confirmation: keep,
    highlight: keep,
    ledger: keep,
  },
};

interface Telling {
  readonly meeting?: string;
  readonly item?: string;
  readonly reason?: string;
  readonly reasons?: string;
  /** Where a source says which decision moved its money, or by which it got money back. */
  readonly decision?: string;
  readonly release?: string;
}

function decisionIn({ decision, release = '' }: Telling): string | undefined {
  return decision ?? decisionOfRelease(release);
}

function keep(event: Happened, write: Write): void {
  const said = event.data as Telling;
  const decided = placeOfDecision(decisionIn(said));
  const meeting = said.meeting ?? decided.meeting;
  write.add(history, {
    position: event.position,
    partnership: event.partnership,
    stream: event.stream,
    type: event.type,
    person: event.actor.person,
    role: event.actor.role,
    effective_on: event.effectiveOn,
    recorded_at: event.recordedAt,
    meeting: meeting ?? (event.noun === 'meeting' ? event.subject : null),
    item: said.item ?? decided.item,
    reason: said.reason ?? said.reasons,
    words: wordsOf(event),
  });
  for (const stream of streamsNamedIn(event))
    write.add(historyMentions, { stream, position: event.position });
}
