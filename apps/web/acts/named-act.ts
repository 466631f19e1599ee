import { isId } from '#kernel/ids';

/** Acts by the last part of their address, or by the one before it where the address names a thing. */
export interface NamedActs<Start> {
  readonly alone: ReadonlyMap<string, Start>;
  readonly toThing: ReadonlyMap<string, Start>;
}

/** The act that an address names: `claim`, or `discharge-condition/count`. */
export function namedAct<Start>(
  { alone, toThing }: NamedActs<Start>,
  { act, of }: { readonly act: string; readonly of?: string },
): Start | undefined {
  if (of === undefined) return alone.get(act);
  return isId(of) ? toThing.get(act) : undefined;
}
