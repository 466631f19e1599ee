import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partnership } from '#funding/partnership/partnership';
import { substitutesFor } from '#funding/partnership/queries';
import { partnershipStream } from '#kernel/ids';
import { PagesUnderTest } from '../../testing/pages-under-test.js';
import { fillIn } from '../../testing/filling-in.js';
import type { Visitor } from '../../testing/visitor.js';

const group = '/p/riverside/groups/tasking';

describe('A group of the partnership', () => {
  let pages: PagesUnderTest;
  let administrator: Visitor;

  beforeAll(async () => {
    pages = await PagesUnderTest.open();
    await pages.upToDate();
    administrator = await pages.as('admin-1');
  });
  afterAll(async () => pages.close());

  const substitutes = async () =>
    substitutesFor(await pages.state(partnershipStream('riverside'), partnership), 'tasking');

  it('is found from the people and from the set-up, with who sits in it', async () => {
    const people = await administrator.open('/p/riverside/people');
    expect(people.link('Tasking group')).toBe(group);
    expect((await administrator.open('/p/riverside/set-up')).link('Tasking group')).toBe(group);
    const shown = await administrator.open(group);
    expect(shown.tableOf('Who sits in it')).toContainEqual([
      'The officer chair-1',
      'ChairVotes',
      'The council',
    ]);
    expect(shown.text).toContain('Nobody is named to sit in a member’s place.');
  });

  it('has a substitute named from the people who are here, who is not asked for twice', async () => {
    const done = await fillIn(administrator, `${group}/name-substitute`, {
      member: 'fire-1',
      substitute: 'lead-2',
      agency: 'fire',
    });
    expect(done.text).toContain('The substitute is named.');
    expect(done.tableOf('Substitutes')).toContainEqual([
      'The officer lead-2',
      'The fire',
      'The officer fire-1End: The officer lead-2 for The officer fire-1',
    ]);
    expect(await substitutes()).toEqual([{ substitute: 'lead-2', member: 'fire-1', agency: 'fire' }]);
  });

  it('says by name why somebody cannot be a substitute', async () => {
    const form = await administrator.open(`${group}/name-substitute`);
    expect(form.root.querySelector('[name="substitute"] option[value="chair-1"]')).toBeNull();
    const wrong = await administrator.send(form, { member: 'fire-1', agency: 'fire' });
    expect(wrong.problemOf('substitute')).toBe('Select the substitute');
    const check = await administrator.send(form, {
      member: 'fire-1',
      substitute: 'lead-2',
      agency: 'police',
    });
    const shown = await administrator.send(check, { step: 'send' });
    expect(shown.problemOf('agency')).toContain('They are named already, from another agency.');
  });

  it('has someone new entered as a substitute, who holds no role, and stands among the people', async () => {
    const form = await administrator.open(`${group}/enter-substitute`);
    const entered = { name: 'S. Stand-in', email: '', member: 'police-1', agency: 'police' };
    const check = await administrator.send(form, entered);
    expect(check.text).toContain('S. Stand-in');
    expect(check.text).not.toContain('person-');
    const done = await administrator.send(check, { step: 'send' });
    expect(done.text).toContain('The substitute is entered.');
    const people = await administrator.open('/p/riverside/people');
    expect(people.text).toContain('S. Stand-in Substitute');
    const person = await administrator.open(people.link('S. Stand-in') ?? '');
    expect(person.text).toContain('Substitute for The officer police-1, Tasking group');
    // Pressed again, it enters nobody twice.
    await administrator.send(check, { step: 'send' });
    expect(await substitutes()).toHaveLength(2);
  });

  it('has a substitute ended, from the group or from the person', async () => {
    const person = await administrator.open('/p/riverside/people/lead-2');
    const address = person.link('Substitute for The officer fire-1') ?? '';
    expect(address).toBe(`${group}/end-substitute/lead-2`);
    const form = await administrator.open(address);
    expect(form.root.querySelector('[value="fire-1"]')?.hasAttribute('checked')).toBe(true);
    const done = await fillIn(administrator, address, { member: 'fire-1' });
    expect(done.text).toContain('They are no substitute for this member any more.');
    expect((await administrator.open(address)).status).toBe(404);
    expect(await substitutes()).toHaveLength(1);
  });

  it('can be read by everyone of the partnership, and is changed by administrators alone', async () => {
    const support = await pages.as('support-1');
    const shown = await support.open(group);
    expect(shown.link('Name a substitute')).toBeUndefined();
    expect((await support.open(`${group}/name-substitute`)).status).toBe(403);
  });

  it.each(['nothing', 'tasking/fly', 'tasking/end-substitute/nobody'])('is not there at %s', async (path) => {
    expect((await administrator.open(`/p/riverside/groups/${path}`)).status).toBe(404);
  });
});
