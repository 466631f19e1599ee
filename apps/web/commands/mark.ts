import { fingerprintOf } from '#eventing/fingerprint';

const markLength = 16;

/** A mark of what stands, which a form carries, so that it is known again whether that still stands. */
export function markOf(stands: object | null): string {
  return fingerprintOf(JSON.stringify(stands)).slice(0, markLength);
}
