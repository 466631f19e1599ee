/**
 * A batch of appends of which all are written or none: as `append` does it, without asking of each what is
 * to become of it.
 *
 * The caller sees to it that they fit together: each write goes on from where the one before it on the same
 * stream ends, and an append comes after none that is not written. `heads` has the version at which each of
 * `streams` is to stand before, -1 for one of `beginning`. An event goes to the stream of the number
 * `event_stream`, and the answer of an append stands after the first `ends` events.
 *
 * It checks under the locks of the streams, then takes the lock of the order, and then only numbers and
 * writes. Gives the position before the first event and the instant, or nothing where a check fails: then
 * nothing was written, and the caller asks `append`, which says of each why. A taken event id breaks a
 * constraint.
 */
export const appendAll = `
CREATE FUNCTION tallystick.append_all(
  streams text[], beginning text[], heads bigint[],
  event_stream int[], event_version bigint[], event_id uuid[], event_type text[], event_body text[],
  command text[], hash text[], outcome text[], body text[], ends int[], now_at text
) RETURNS TABLE (place bigint, at text)
LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'an append sees what others committed only when it reads committed';
  END IF;
  PERFORM tallystick.lock_streams(streams, beginning);
  IF EXISTS (SELECT FROM tallystick.answers a WHERE a.command = ANY (append_all.command))
    OR EXISTS (SELECT FROM unnest(streams, heads) AS given (name, head)
               WHERE head <> coalesce((SELECT e.version FROM tallystick.events e WHERE e.stream = name
                                       ORDER BY e.version DESC LIMIT 1), -1))
  THEN
    -- Nothing was written that has to survive.
    PERFORM set_config('synchronous_commit', 'off', true);
    RETURN;
  END IF;
  IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;

  PERFORM tallystick.lock_order();
  SELECT a.sequence, a.position, a.recorded_at INTO last, place, at
    FROM tallystick.answers a ORDER BY a.sequence DESC LIMIT 1;
  last := coalesce(last, 0);
  place := coalesce(place, 0);
  at := greatest(coalesce(now_at, tallystick.instant(clock_timestamp())) COLLATE "C", at);
  INSERT INTO tallystick.events (position, id, stream, version, type, body, recorded_at)
  SELECT place + e.number, e.id, streams[e.stream], e.version, e.type, e.body, at
  FROM unnest(event_stream, event_version, event_id, event_type, event_body) WITH ORDINALITY
       AS e (stream, version, id, type, body, number);
  INSERT INTO tallystick.answers (sequence, command, hash, outcome, body, position, recorded_at)
  SELECT last + c.number, c.command, c.hash, c.outcome, c.body, place + c.ending, at
  FROM unnest(command, hash, outcome, body, ends) WITH ORDINALITY
       AS c (command, hash, outcome, body, ending, number);
  IF cardinality(event_id) > 0 THEN
    PERFORM pg_notify('tallystick', '');
  END IF;
  RETURN NEXT;
END
$$;
`;
