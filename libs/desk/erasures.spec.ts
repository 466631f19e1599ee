import { describe, expect, it } from '@jest/globals';
import { carryOut } from '#desk/carrying-out';
import { CommandDesk } from '#desk/desk';
import type { DeskTools } from '#desk/desk-tools';
import { destroyForgottenKeys } from '#desk/erasures';
import { DeskStory, administrator } from '#testing/desk-story';

async function forget(): Promise<void> {
  throw new Error('The process ended.');
}

function endsBeforeForgetting(tools: DeskTools): DeskTools {
  return { ...tools, planDeps: { ...tools.planDeps, forget } };
}

/** Someone was forgotten, and the process ended before their key was destroyed. */
async function crashedBetween(): Promise<{ story: DeskStory; command: object }> {
  const story = new DeskStory();
  await story.do(administrator, 'FoundPartnership', { name: 'Riverside' });
  for (const person of ['lead-1', 'lead-2']) {
    await story.do(administrator, 'RegisterPerson', { person, name: `Person ${person}` });
  }
  const command = story.command(administrator, 'ForgetPerson', { person: 'lead-1', reason: 'Asked for it.' });
  const ends = new CommandDesk(
    async (given) => carryOut(endsBeforeForgetting(story.tools), given),
    story.tools.clock,
  );
  await expect(ends.send(command)).rejects.toThrow('The process ended.');
  return { story, command };
}

describe('A person whose forgetting was cut short', () => {
  it('still has a key, though it is recorded that they are forgotten', async () => {
    const { story } = await crashedBetween();
    expect(await story.typesOf('person-riverside.lead-1')).toEqual(['PersonRegistered', 'PersonForgotten']);
    expect(await story.vault.find('person-riverside.lead-1')).toBeDefined();
  });

  it('loses it when the command is sent again', async () => {
    const { story, command } = await crashedBetween();
    expect(await story.desk.send(command)).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(await story.vault.find('person-riverside.lead-1')).toBeUndefined();
  });

  it('loses it at a check-up, and nobody else does', async () => {
    const { story } = await crashedBetween();
    expect(await destroyForgottenKeys(story.store, story.vault)).toEqual(['person-riverside.lead-1']);
    expect(await story.vault.find('person-riverside.lead-1')).toBeUndefined();
    expect(await story.vault.find('person-riverside.lead-2')).toBeDefined();
    expect(await destroyForgottenKeys(story.store, story.vault)).toEqual([]);
  });
});
