import { beforeAll, describe, expect, it } from '@jest/globals';
import { commandNames } from '#desk/command-registry';
import { clockRole } from '#funding/partnership/partnership.events';
import type { Role } from '#funding/partnership/partnership.events';
import { mayGive } from '#funding/roles';
import type { CommandName } from '#funding/roles';
import { routesByCommand } from './testing/commands-of-pages.js';
import type { Route } from './testing/routes.js';

/** What the system itself gives when a day has come: a lapse, a reminder, what became of a message. */
const ofTheClock = commandNames.filter((name) => mayGive[name].every((role) => role === clockRole));

let found: ReadonlyMap<CommandName, readonly Route[]>;

beforeAll(() => {
  found = routesByCommand();
});

function isFor({ rule }: Route, role: Role): boolean {
  return rule?.for === 'roles' ? rule.roles.includes(role) : rule !== undefined;
}

describe('Every command that people give', () => {
  it('is given by a page', () => {
    const missing = commandNames.filter((name) => (found.get(name) ?? []).length === 0);
    expect(missing.toSorted()).toEqual([...ofTheClock].toSorted());
  });

  it('has such a page for each role in which it may be given', () => {
    const shut = [...found].flatMap(([command, routes]) =>
      mayGive[command]
        .filter((role): role is Role => role !== clockRole && !routes.some((route) => isFor(route, role)))
        .map((role) => `${command} as ${role}`),
    );
    expect(shut.toSorted()).toEqual([]);
  });
});
