/**
 * PostgreSQL reads each CHECK of a table from its text again for every INSERT, which was a tenth of what an
 * append cost. What they forbade is seen to where it is made: the functions count positions, versions and
 * sequences on from what is there, and `checkAppend` knows the outcomes.
 */
export const tablesWithoutChecks = `
ALTER TABLE tallystick.events
  DROP CONSTRAINT events_position_check,
  DROP CONSTRAINT events_version_check;

ALTER TABLE tallystick.answers
  DROP CONSTRAINT answers_sequence_check,
  DROP CONSTRAINT answers_outcome_check,
  DROP CONSTRAINT answers_position_check;
`;
