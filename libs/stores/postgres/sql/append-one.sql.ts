/**
 * One append of one event, which is what most commands come to: as `append` does it, with as little as it
 * takes. PostgreSQL prepares every expression of a function anew in each transaction, and `append` has many.
 *
 * It checks under the lock of the stream, then takes the lock of the order, and then only numbers and writes.
 * Gives the position before the event and the instant, or nothing where a check fails: then nothing was
 * written, and the caller asks `append`, which says why. A taken event id breaks a constraint.
 */
export const appendOne = `
CREATE FUNCTION tallystick.append_one(
  stream text, head bigint, event_id uuid, event_type text, event_body text,
  command text, hash text, outcome text, body text, now_at text
) RETURNS TABLE (place bigint, at text)
LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'an append sees what others committed only when it reads committed';
  END IF;
  IF head = -1 THEN
    INSERT INTO tallystick.streams VALUES (append_one.stream) ON CONFLICT DO NOTHING;
  END IF;
  PERFORM FROM tallystick.streams s WHERE s.stream = append_one.stream FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM tallystick.answers a WHERE a.command = append_one.command)
    OR head <> coalesce((SELECT e.version FROM tallystick.events e WHERE e.stream = append_one.stream
                         ORDER BY e.version DESC LIMIT 1), -1)
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
  place := coalesce(place, 0);
  at := greatest(coalesce(now_at, tallystick.instant(clock_timestamp())) COLLATE "C", at);
  INSERT INTO tallystick.events (position, id, stream, version, type, body, recorded_at)
  VALUES (place + 1, event_id, append_one.stream, head + 1, event_type, event_body, at);
  INSERT INTO tallystick.answers (sequence, command, hash, outcome, body, position, recorded_at)
  VALUES (coalesce(last, 0) + 1, append_one.command, append_one.hash, append_one.outcome, append_one.body,
          place + 1, at);
  PERFORM pg_notify('tallystick', '');
  RETURN NEXT;
END
$$;
`;
