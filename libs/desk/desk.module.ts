import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { commandHandlers, deskTools, sent } from '#desk/command-handlers';
import { CommandDesk } from '#desk/desk';
import { planDepsOf } from '#desk/desk-tools';
import type { DeskClock, DeskTools } from '#desk/desk-tools';
import type { Decoding } from '#eventing/decoding';
import { openDesk } from '#eventing/desk';
import type { EventStore } from '#eventing/event-store';
import type { KeyVault } from '#eventing/key-vault';
import type { PlanDeps } from '#funding/plans/planning';

/**
 * The tokens under which the desk finds what it stands on. A module that is given to `on` exports all of
 * them.
 */
export const eventStore = Symbol('EventStore');
export const eventDecoding = Symbol('Decoding');
export const keyVault = Symbol('KeyVault');
export const deskClock = Symbol('DeskClock');
/** `PlanDeps['overdueEvaluationsOf']`, which a read model answers. */
export const overdueEvaluations = Symbol('overdueEvaluationsOf');
/** What is to go of someone who is forgotten beside their key, where people sign in. */
export const alsoForgotten = Symbol('alsoForget');

async function openTools(
  store: EventStore,
  decoding: Decoding,
  vault: KeyVault,
  clock: DeskClock,
  overdueEvaluationsOf: PlanDeps['overdueEvaluationsOf'],
  alsoForget?: PlanDeps['forget'],
): Promise<DeskTools> {
  const desk = openDesk({ store, decoding, commandKey: await vault.commandKey() });
  return { desk, clock, planDeps: planDepsOf(vault, overdueEvaluationsOf, alsoForget) };
}

/** Where commands are sent. One a process, since it queues the commands of the process by stream. */
@Module({})
export class DeskModule {
  /**
   * @param imports modules that export the store, the decoding, the vault, the clock and the overdue
   * evaluations
   */
  static on(imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    const ways = { token: alsoForgotten, optional: true };
    const ground = [eventStore, eventDecoding, keyVault, deskClock, overdueEvaluations, ways];
    return {
      module: DeskModule,
      imports: [CqrsModule.forRoot(), ...imports],
      providers: [
        ...commandHandlers,
        { provide: deskTools, inject: ground, useFactory: openTools },
        {
          provide: CommandDesk,
          inject: [CommandBus, deskClock],
          useFactory: (bus: CommandBus, clock: DeskClock) =>
            new CommandDesk((given) => bus.execute(sent(given)), clock),
        },
      ],
      exports: [CommandDesk, deskTools],
    };
  }
}
