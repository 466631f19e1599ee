import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandDesk } from '#desk/desk';
import {
  DeskModule,
  deskClock,
  eventDecoding,
  eventStore,
  keyVault,
  overdueEvaluations,
} from '#desk/desk.module';
import type { DataPlace } from './data-place.js';
import { insistKeysThere } from './keys-lost.js';

/** The data place, as what a desk stands on. */
@Module({})
class PlaceModule {}

function groundOf(place: DataPlace): DynamicModule {
  const providers = [
    { provide: eventStore, useValue: place.store },
    { provide: eventDecoding, useValue: place.decoding },
    { provide: keyVault, useValue: place.vault },
    { provide: deskClock, useValue: place.clock },
    { provide: overdueEvaluations, useValue: place.overdueEvaluationsOf },
  ];
  return { module: PlaceModule, providers, exports: providers.map(({ provide }) => provide) };
}

/**
 * The desk of a data place in an application of Nest's, for as long as it is used.
 *
 * @throws CannotBeDone when the keys of its people are lost
 */
export async function withDesk<Result>(
  place: DataPlace,
  use: (desk: CommandDesk) => Promise<Result>,
): Promise<Result> {
  await insistKeysThere(place);
  const application = await NestFactory.createApplicationContext(DeskModule.on([groundOf(place)]), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await use(application.get(CommandDesk));
  } finally {
    await application.close();
  }
}
