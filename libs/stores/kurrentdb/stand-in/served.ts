import type { ServiceError, status } from '@grpc/grpc-js';
import type { StandInLog } from '#stores/kurrentdb/stand-in/stand-in-log';

/** What a stand-in does that a healthy server would not. A test sets it and takes it back. */
export interface Moods {
  /**
   * Cuts every connection in the midst of the next appends: before they are written, or before the answer.
   */
  cutAppends: { readonly when: 'before' | 'after'; times: number } | undefined;
  /** Cuts every connection once so many more records have been given to readers. */
  cutReadsAfter: number | undefined;
  /** Whom it refuses. */
  denies: { readonly reads?: boolean; readonly writes?: boolean };
  /** Milliseconds by which its clock is ahead of the machine's. */
  clockAheadMs: number;
}

/** What the services of a stand-in share. */
export interface Served {
  readonly log: StandInLog;
  readonly moods: Moods;
  readonly maximumAppendBytes: number;
  now(): number;
  cut(): void;
}

/** What a service throws for the caller to get. */
export class Refused extends Error {
  readonly error: Partial<ServiceError>;

  constructor(error: Partial<ServiceError>) {
    super(error.details);
    this.error = error;
  }
}

export function refusal(code: status, details: string): Refused {
  return new Refused({ code, details });
}
