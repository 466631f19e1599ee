/** What a check found: all is well, something to see to in time, or something wrong now. */
export interface Finding {
  readonly check: string;
  readonly state: 'well' | 'soon' | 'wrong';
  readonly words: string;
}
