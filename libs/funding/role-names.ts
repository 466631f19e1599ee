import type { Role, clockRole } from '#funding/partnership/partnership.events';

/** A role that a person holds, or that of the system itself. */
export type ActingRole = Role | typeof clockRole;

const roleNames: Readonly<Record<ActingRole, string>> = {
  'lead-officer': 'lead officer',
  chair: 'chair',
  'deputy-chair': 'deputy chair',
  member: 'member',
  'thematic-chair': 'thematic group chair',
  'strategy-member': 'strategy group member',
  'support-officer': 'partnership support officer',
  'finance-officer': 'finance officer',
  's151-officer': 's151 officer',
  auditor: 'auditor',
  'county-viewer': 'county viewer',
  administrator: 'administrator',
  clock: 'system itself',
};

/** A role in words. What is no role of ours is shown as it was given. */
export function roleInWords(role: string): string {
  return Object.hasOwn(roleNames, role) ? roleNames[role as ActingRole] : role;
}
