/**
 * Locks every stream of a batch to the end of the transaction, in the order of their names, so that no two
 * batches wait for each other in a circle: first the rows of streams that begin are made, then all that are
 * there are locked. Whoever makes rows waits only for rows that are being made, and whoever locks waits only
 * for rows that are there, so the two parts make no circle together either.
 */
export const lockStreams = `
CREATE FUNCTION tallystick.lock_streams(batch text[], beginning text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(beginning) > 0 THEN
    INSERT INTO tallystick.streams (stream)
    SELECT name FROM unnest(beginning) AS given (name) ORDER BY name COLLATE "C"
    ON CONFLICT DO NOTHING;
  END IF;
  PERFORM FROM tallystick.streams WHERE stream = ANY (batch) ORDER BY stream FOR NO KEY UPDATE;
END
$$;
`;
