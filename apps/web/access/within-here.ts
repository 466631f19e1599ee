/** An address of ours to go on to. Whatever leads elsewhere leads to the first page instead. */
export function withinHere(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])[\w\-/?=&%.~+:]*$/.test(back) ? back : '/';
}
