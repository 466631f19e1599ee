/**
 * An identity from a name of ours, never from a person's: `Youth Trust` is `youth-trust`. The same name is
 * the same identity, so that a thing is not added twice.
 */
export function idFromName(name: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-');
  const id = words
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return id === '' ? 'unnamed' : id;
}
