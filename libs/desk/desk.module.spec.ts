import { afterEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { commandHandlers } from '#desk/command-handlers';
import { nouns } from '#desk/command-registry';
import { CommandDesk } from '#desk/desk';
import {
  DeskModule,
  deskClock,
  eventDecoding,
  eventStore,
  keyVault,
  overdueEvaluations,
} from '#desk/desk.module';
import { exampleOf } from '#desk/examples';
import { DeskStory } from '#testing/desk-story';

@Module({})
class GroundModule {
  static of(story: DeskStory): DynamicModule {
    const values = [
      [eventStore, story.store],
      [eventDecoding, story.tools.desk.decoding],
      [keyVault, story.vault],
      [deskClock, story.tools.clock],
      [overdueEvaluations, async () => []],
    ] as const;
    const providers = values.map(([provide, useValue]) => ({ provide, useValue }));
    return { module: GroundModule, providers, exports: values.map(([token]) => token) };
  }
}

describe('The desk in an application of Nest', () => {
  let application: TestingModule | undefined;
  const story = new DeskStory();

  async function start(): Promise<{ desk: CommandDesk; bus: CommandBus }> {
    application = await Test.createTestingModule({
      imports: [DeskModule.on([GroundModule.of(story)])],
    }).compile();
    await application.init();
    return { desk: application.get(CommandDesk), bus: application.get(CommandBus) };
  }
  afterEach(async () => application?.close());

  it('has one handler a decider', () => {
    expect(commandHandlers).toHaveLength(nouns.length);
  });

  it('carries commands by the bus to the handler of their noun, and back comes the answer', async () => {
    const { desk, bus } = await start();
    const carried: string[] = [];
    bus.subscribe((command) => carried.push(command.constructor.name));
    const founding = { ...exampleOf('FoundPartnership'), on: '2011-04-12' };
    expect(await desk.send(founding)).toMatchObject({ outcome: 'accepted', repeated: false });
    expect(await desk.send(founding)).toMatchObject({ outcome: 'accepted', repeated: true });
    const names = ['RegisterPerson', 'OpenFundingSource', 'AcceptAward', 'CallMeeting'] as const;
    for (const name of names) await desk.send({ ...exampleOf(name), on: '2011-04-12' });
    expect(carried).toEqual([
      'PartnershipCommandSent',
      'PartnershipCommandSent',
      'PersonCommandSent',
      'FundingSourceCommandSent',
      'ProjectCommandSent',
      'MeetingCommandSent',
    ]);
  });

  it('answers what is no command without the bus', async () => {
    const { desk, bus } = await start();
    bus.subscribe(() => {
      throw new Error('It was carried.');
    });
    expect(await desk.send({})).toMatchObject({ outcome: 'invalid' });
  });
});
