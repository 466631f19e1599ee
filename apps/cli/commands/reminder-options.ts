import type { ReadOptions } from '../reading.js';

/** What `tallystick reminders` is asked with. */
export interface ReminderOptions extends ReadOptions {
  readonly from?: string;
  readonly to?: string;
  readonly explain?: string;
  readonly simulate?: boolean;
  readonly until?: string;
}
