/**
 * What the settings ask for cannot be, or names what is not there. The message is a sentence for the
 * operator and holds no password.
 */
export class SettingsWrong extends Error {
  override name = 'SettingsWrong';
}
