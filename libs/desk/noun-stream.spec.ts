import { describe, expect, it } from '@jest/globals';
import { commandNames } from '#desk/command-registry';
import { exampleOf } from '#desk/examples';
import { nounStreamOf, revisions } from '#desk/noun-stream';
import { parseCommand } from '#desk/parse-command';
import { parseStream } from '#kernel/ids';
import { DeskStory, finance, foundPartnership, refuses } from '#testing/desk-story';

describe('The stream of what a command is about', () => {
  it.each(commandNames)('is known of %s', (name) => {
    const parsed = parseCommand(exampleOf(name));
    if ('wrong' in parsed) throw new Error(JSON.stringify(parsed));
    expect(parseStream(nounStreamOf(parsed.given))).toHaveProperty('id');
  });
});

describe('A command that says what revision was read', () => {
  const stream = 'source-riverside.home-office';
  const renamed = { source: 'home-office', provider: 'The Home Office', reason: 'Its new name.' };

  async function told(): Promise<{ story: DeskStory; revision: number }> {
    const story = new DeskStory();
    await foundPartnership(story);
    return { story, revision: await story.state(stream, revisions) };
  }

  it('is carried out at that revision', async () => {
    const { story, revision } = await told();
    const reply = await story.do(finance, 'RenameProvider', { ...renamed, ifRevision: revision });
    expect(reply.events).toMatchObject([{ stream, version: revision + 1 }]);
  });

  it('is refused at any other, and of two that read the same one is', async () => {
    const { story, revision } = await told();
    await refuses(story, 'changed-since-read', finance, 'RenameProvider', { ...renamed, ifRevision: 0 });
    const both = await Promise.all(
      ['First name', 'Second name'].map(async (provider) => {
        return story.send(finance, 'RenameProvider', { ...renamed, provider, ifRevision: revision });
      }),
    );
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['accepted', 'refused']);
  });

  it('is answered as before when it is sent again, though it has itself changed what it is about', async () => {
    const { story, revision } = await told();
    const sent = story.command(finance, 'RenameProvider', { ...renamed, ifRevision: revision });
    await story.desk.send(sent);
    expect(await story.desk.send(sent)).toMatchObject({ outcome: 'accepted', repeated: true });
  });
});
