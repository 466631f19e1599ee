/**
 * A batch of appends in one call and one transaction, each checked and answered alone, in the order given.
 *
 * The caller numbers what belongs together: `streams` has each stream once; an append has the next
 * `append_writes[a]` writes, a write the next `write_events[w]` events, and `write_stream[w]` says which of
 * the streams it goes to. It comes after the next `append_afters[a]` of `after_append`, which are the numbers
 * of earlier appends in the batch, or 0 for one that is known not to be written. No command and no event id
 * comes twice. `given_at` is null but for copies, and `now_at` is null but under a clock of the caller's own.
 *
 * It checks under the locks of the streams, then takes the lock of the order, and then only numbers and
 * writes. With `careful` it looks for event ids that are taken; without, a taken one breaks a constraint,
 * nothing is written, and the caller asks again, carefully.
 *
 * Gives a row an append: the verdict; the position and instant of what was appended; for a conflict the
 * number of its write and for a taken id that of its event, in the batch.
 */
export const append = `
CREATE FUNCTION tallystick.append(
  streams text[], beginning text[],
  append_afters int[], after_append int[],
  append_writes int[], write_stream int[], write_expected bigint[], write_events int[],
  event_write int[], event_id uuid[], event_type text[], event_body text[],
  command text[], hash text[], outcome text[], body text[],
  given_at text[], now_at text, careful boolean
) RETURNS TABLE (verdict text, place bigint, at text, detail int)
LANGUAGE plpgsql AS $$
DECLARE
  heads      bigint[];  -- the version of each stream as it stands, -1 without one
  answered   boolean[];
  taken      int[];     -- the numbers of the events whose ids are taken
  verdicts   text[];
  details    int[];
  ends       bigint[];  -- how many events were accepted up to and with each append
  ranks      bigint[];  -- how many appends were
  times      text[];
  shifts     bigint[];  -- of each accepted write: its events' places after the last, less their numbers
  rises      bigint[];  -- of each accepted write: its events' versions, less their numbers
  stamps     text[];    -- of each accepted write of a copy: its instant
  dependency int := 0;  -- how many dependencies came before
  write      int := 0;  -- how many writes came before
  event      int := 0;  -- how many events came before
  first      int;       -- how many events came before this append
  total      bigint := 0;
  kept       bigint := 0;
  latest     record;
  moment     text;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'an append sees what others committed only when it reads committed';
  END IF;
  PERFORM tallystick.lock_streams(streams, beginning);
  heads := ARRAY(
    SELECT coalesce((SELECT e.version FROM tallystick.events e WHERE e.stream = given.name
                     ORDER BY e.version DESC LIMIT 1), -1)
    FROM unnest(streams) WITH ORDINALITY AS given (name, number) ORDER BY number);
  answered := ARRAY(
    SELECT (SELECT true FROM tallystick.answers a WHERE a.command = given.name)
    FROM unnest(command) WITH ORDINALITY AS given (name, number) ORDER BY number);
  IF careful THEN
    taken := ARRAY(
      SELECT number FROM unnest(event_id) WITH ORDINALITY AS given (name, number)
      WHERE (SELECT true FROM tallystick.events e WHERE e.id = given.name) ORDER BY number);
  END IF;
  IF given_at IS NOT NULL THEN
    PERFORM tallystick.lock_order();
    SELECT a.recorded_at INTO moment FROM tallystick.answers a ORDER BY a.sequence DESC LIMIT 1;
  END IF;

  FOR a IN 1 .. cardinality(command) LOOP
    verdicts[a] := 'appended';
    first := event;
    IF answered[a] THEN
      verdicts[a] := 'already-answered';
    ELSE
      FOR d IN dependency + 1 .. dependency + append_afters[a] LOOP
        IF verdicts[after_append[d]] IS DISTINCT FROM 'appended' THEN
          verdicts[a] := 'unfounded';
          EXIT;
        END IF;
      END LOOP;
    END IF;
    IF verdicts[a] = 'appended' THEN
      FOR w IN write + 1 .. write + append_writes[a] LOOP
        IF heads[write_stream[w]] <> write_expected[w] THEN
          verdicts[a] := 'conflict';
          details[a] := w;
          EXIT;
        END IF;
      END LOOP;
    END IF;
    FOR w IN write + 1 .. write + append_writes[a] LOOP
      event := event + write_events[w];
    END LOOP;
    IF careful AND verdicts[a] = 'appended' THEN
      details[a] := (SELECT min(number) FROM unnest(taken) AS number
                     WHERE number > first AND number <= event);
      IF details[a] IS NOT NULL THEN
        verdicts[a] := 'id-taken';
      END IF;
    END IF;
    IF given_at IS NOT NULL AND verdicts[a] = 'appended' THEN
      IF given_at[a] COLLATE "C" < moment THEN
        verdicts[a] := 'too-early';
      ELSE
        moment := given_at[a];
      END IF;
      times[a] := moment;
    END IF;
    IF verdicts[a] = 'appended' THEN
      event := first;
      FOR w IN write + 1 .. write + append_writes[a] LOOP
        shifts[w] := total - event;
        rises[w] := heads[write_stream[w]] - event;
        stamps[w] := given_at[a];
        heads[write_stream[w]] := heads[write_stream[w]] + write_events[w];
        total := total + write_events[w];
        event := event + write_events[w];
      END LOOP;
      kept := kept + 1;
    END IF;
    ends[a] := total;
    ranks[a] := kept;
    dependency := dependency + append_afters[a];
    write := write + append_writes[a];
  END LOOP;

  IF kept = 0 THEN
    -- Nothing was written that has to survive.
    PERFORM set_config('synchronous_commit', 'off', true);
    RETURN QUERY SELECT verdicts[a], NULL::bigint, times[a], details[a]
      FROM generate_subscripts(verdicts, 1) AS a ORDER BY a;
    RETURN;
  END IF;
  IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;

  PERFORM tallystick.lock_order();
  SELECT a.sequence, a.position, a.recorded_at INTO latest
    FROM tallystick.answers a ORDER BY a.sequence DESC LIMIT 1;
  latest.sequence := coalesce(latest.sequence, 0);
  latest.position := coalesce(latest.position, 0);
  moment := greatest(coalesce(now_at, tallystick.instant(clock_timestamp())) COLLATE "C", latest.recorded_at);
  IF given_at IS NULL THEN
    times := array_fill(moment, ARRAY[cardinality(command)]);
  END IF;
  -- A write that was not accepted has no shift, which leaves its events out.
  INSERT INTO tallystick.events (position, id, stream, version, type, body, recorded_at)
  SELECT latest.position + shifts[e.write] + e.number, e.id, streams[write_stream[e.write]],
         rises[e.write] + e.number, e.type, e.body, coalesce(stamps[e.write], moment)
  FROM unnest(event_write, event_id, event_type, event_body) WITH ORDINALITY
       AS e (write, id, type, body, number)
  WHERE shifts[e.write] IS NOT NULL;
  INSERT INTO tallystick.answers (sequence, command, hash, outcome, body, position, recorded_at)
  SELECT latest.sequence + ranks[c.number], c.command, c.hash, c.outcome, c.body,
         latest.position + ends[c.number], times[c.number]
  FROM unnest(command, hash, outcome, body) WITH ORDINALITY AS c (command, hash, outcome, body, number)
  WHERE verdicts[c.number] = 'appended';
  IF total > 0 THEN
    PERFORM pg_notify('tallystick', '');
  END IF;
  RETURN QUERY SELECT verdicts[a], latest.position + ends[a], times[a], details[a]
    FROM generate_subscripts(verdicts, 1) AS a ORDER BY a;
END
$$;
`;
