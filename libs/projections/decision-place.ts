/** The meeting and item of a decision that was made in one. */
export function placeOfDecision(decision: unknown): { meeting?: string; item?: string } {
  const [meeting, item] = typeof decision === 'string' ? decision.split('/') : [];
  return meeting === undefined || item === undefined || meeting === 'action' ? {} : { meeting, item };
}
