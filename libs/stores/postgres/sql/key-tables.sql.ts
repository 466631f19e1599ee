/** The keys of the people, apart from the events: they may lie in another database or on another server. */
export const keyTables = `
-- A person without a key was forgotten: the row stays as the tombstone that a restore replays.
CREATE TABLE tallystick_keys.person_keys (
  person       text COLLATE "C" PRIMARY KEY,
  key          bytea CHECK (octet_length(key) = 32),
  destroyed_at text COLLATE "C",
  CHECK ((key IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE TABLE tallystick_keys.command_key (
  one int PRIMARY KEY CHECK (one = 1),
  key bytea NOT NULL CHECK (octet_length(key) = 32)
);
`;

export const keyGuards = `
CREATE TRIGGER person_keys_refuse_delete BEFORE DELETE OR TRUNCATE ON tallystick_keys.person_keys
FOR EACH STATEMENT EXECUTE FUNCTION tallystick_keys.refuse_key_change();

CREATE TRIGGER person_keys_refuse_change BEFORE UPDATE ON tallystick_keys.person_keys
FOR EACH ROW
WHEN (NEW.key IS NOT NULL OR NEW.person <> OLD.person OR OLD.destroyed_at IS NOT NULL)
EXECUTE FUNCTION tallystick_keys.refuse_key_change();

CREATE TRIGGER command_key_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tallystick_keys.command_key
FOR EACH STATEMENT EXECUTE FUNCTION tallystick_keys.refuse_key_change();
`;
