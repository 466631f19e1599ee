import { SetMetadata } from '@nestjs/common';
import type { Role } from '#funding/partnership/partnership.events';

/** Who may come to a route. */
export type Rule =
  | { readonly for: 'everyone' }
  | { readonly for: 'signed-in' }
  | { readonly for: 'roles'; readonly roles: readonly Role[] };

/** Under which a route's rule is found. A route without one lets nobody in, and fails a test. */
export const ruleOfRoute = 'tallystick:rule';

/** For those who hold one of these roles in the partnership of the address. */
export function Permits(...roles: readonly [Role, ...Role[]]): ClassDecorator & MethodDecorator {
  return SetMetadata(ruleOfRoute, { for: 'roles', roles } satisfies Rule);
}

/** For whoever is signed in, in whatever partnership. */
export function SignedIn(): ClassDecorator & MethodDecorator {
  return SetMetadata(ruleOfRoute, { for: 'signed-in' } satisfies Rule);
}

/** For everyone, signed in or not. */
export function Everyone(): ClassDecorator & MethodDecorator {
  return SetMetadata(ruleOfRoute, { for: 'everyone' } satisfies Rule);
}

/** The roles that read all of their partnership. A county viewer reads totals alone. */
export const readers = [
  'lead-officer',
  'chair',
  'deputy-chair',
  'member',
  'thematic-chair',
  'strategy-member',
  'support-officer',
  'finance-officer',
  's151-officer',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];
