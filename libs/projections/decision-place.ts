/** The meeting and item of a decision that was made in one: not of a chair's action, nor of a virement. */
export function placeOfDecision(decision: unknown): { meeting?: string; item?: string } {
  const [meeting, item, ...more] = typeof decision === 'string' ? decision.split('/') : [];
  const isInMeeting = item !== undefined && more.length === 0 && meeting !== 'action';
  return meeting !== undefined && isInMeeting ? { meeting, item } : {};
}
