/** A moment as the port writes instants: 2011-04-12T09:00:00.000Z. */
export const instant = `
CREATE FUNCTION tallystick.instant(moment timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
`;
