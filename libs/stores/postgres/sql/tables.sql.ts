/**
 * What is kept of the events. Everything is only ever added to, so that a transaction that someone holds open
 * for hours (a dump) leaves no dead rows for an append to step over.
 *
 * Texts are in the order of their bytes, whatever the database sorts by. Instants are texts as the port has
 * them, so that a copy keeps each character.
 */
export const tables = `
CREATE TABLE tallystick.events (
  position    bigint PRIMARY KEY CHECK (position > 0),
  id          uuid NOT NULL CONSTRAINT events_id_is_new UNIQUE,
  stream      text COLLATE "C" NOT NULL,
  version     bigint NOT NULL CHECK (version >= 0),
  type        text COLLATE "C" NOT NULL,
  body        text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  CONSTRAINT events_version_is_new UNIQUE (stream, version)
);

-- Every append keeps an answer, so the last answer tells where the store stands.
CREATE TABLE tallystick.answers (
  sequence    bigint PRIMARY KEY CHECK (sequence > 0),
  command     text COLLATE "C" NOT NULL CONSTRAINT answers_command_is_new UNIQUE,
  hash        text COLLATE "C" NOT NULL,
  outcome     text COLLATE "C" NOT NULL CHECK (outcome IN ('accepted', 'unchanged', 'refused')),
  body        text COLLATE "C" NOT NULL,
  position    bigint NOT NULL CHECK (position >= 0),
  recorded_at text COLLATE "C" NOT NULL
);

-- A row to lock for each stream. It says nothing of the stream: a stream is what its events are.
CREATE TABLE tallystick.streams (
  stream text COLLATE "C" PRIMARY KEY
);
`;

/** What is recorded is never changed: every statement that would is refused, whoever sends it. */
export const guards = ['events', 'answers', 'streams']
  .map(
    (table) => `
CREATE TRIGGER ${table}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tallystick.${table}
FOR EACH STATEMENT EXECUTE FUNCTION tallystick.refuse_change();
`,
  )
  .join('');
