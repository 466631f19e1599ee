/** One thing that waits for someone. */
export interface Item {
  readonly text: string;
  readonly href: string;
  readonly when?: string;
  readonly isLate?: boolean;
}

/** Things of one kind that wait for someone. */
export interface Need {
  readonly heading: string;
  readonly items: readonly Item[];
  readonly more?: { readonly text: string; readonly href: string };
}
