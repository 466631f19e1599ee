export const refuseKeyChange = `
CREATE FUNCTION tallystick_keys.refuse_key_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a key is never changed, only destroyed, and who was forgotten stays forgotten'
    USING ERRCODE = 'restrict_violation';
END
$$;
`;
