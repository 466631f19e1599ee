/** The advisory lock under which positions are given out: "Tally" in ASCII. */
const orderLock = 0x54616c6c79;

/**
 * Takes the one lock of the order and keeps it to the end of the transaction. Whoever has it is the next to
 * commit, so the order of positions is the order of commit, and no reader ever sees a position before a lower
 * one.
 */
export const lockOrder = `
CREATE FUNCTION tallystick.lock_order() RETURNS void
LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(${orderLock})
$$;
`;
