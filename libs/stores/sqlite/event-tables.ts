/**
 * "Taly" in ASCII: the mark in the header of a file of events, by which a file that is not ours is known and
 * left alone.
 */
export const eventsApplicationId = 0x54616c79;

const unchangeable = (table: string, happening: 'UPDATE' | 'DELETE'): string => `
  CREATE TRIGGER ${table}_refuse_${happening.toLowerCase()} BEFORE ${happening} ON ${table}
  BEGIN SELECT RAISE(ABORT, '${table} are never changed or deleted'); END;`;

/**
 * The steps from an empty file to today's tables. A step that was ever released is never edited: add another.
 */
export const eventMigrations: readonly string[] = [
  `
  CREATE TABLE events (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    stream      TEXT NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 0),
    type        TEXT NOT NULL,
    body        TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;

  CREATE TABLE answers (
    sequence    INTEGER PRIMARY KEY,
    command     TEXT NOT NULL UNIQUE,
    hash        TEXT NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('accepted', 'unchanged', 'refused')),
    body        TEXT NOT NULL,
    position    INTEGER NOT NULL,
    recorded_at TEXT NOT NULL
  ) STRICT;

  -- INSERT OR REPLACE deletes without asking the triggers on DELETE, so what it would replace is looked for
  -- first. ROLLBACK, because ABORT would make each insert keep a journal of its own: a tenth of the time of
  -- an append.
  CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events
  WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
    OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version)
  BEGIN SELECT RAISE(ROLLBACK, 'events are never changed or deleted'); END;

  CREATE TRIGGER answers_refuse_replace BEFORE INSERT ON answers
  WHEN EXISTS (SELECT 1 FROM answers WHERE sequence = NEW.sequence)
    OR EXISTS (SELECT 1 FROM answers WHERE command = NEW.command)
  BEGIN SELECT RAISE(ROLLBACK, 'answers are never changed or deleted'); END;
  ${unchangeable('events', 'UPDATE')}
  ${unchangeable('events', 'DELETE')}
  ${unchangeable('answers', 'UPDATE')}
  ${unchangeable('answers', 'DELETE')}
  `,
];
