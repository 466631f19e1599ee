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
import type { DataFolder } from './data-folder.js';

/** The data folder, as what a desk stands on. */
@Module({})
class FolderModule {}

function groundOf(folder: DataFolder): DynamicModule {
  const providers = [
    { provide: eventStore, useValue: folder.store },
    { provide: eventDecoding, useValue: folder.decoding },
    { provide: keyVault, useValue: folder.vault },
    { provide: deskClock, useValue: folder.clock },
    { provide: overdueEvaluations, useValue: folder.overdueEvaluationsOf },
  ];
  return { module: FolderModule, providers, exports: providers.map(({ provide }) => provide) };
}

/** The desk of a data folder in an application of Nest's, for as long as it is used. */
export async function withDesk<Result>(
  folder: DataFolder,
  use: (desk: CommandDesk) => Promise<Result>,
): Promise<Result> {
  const application = await NestFactory.createApplicationContext(DeskModule.on([groundOf(folder)]), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await use(application.get(CommandDesk));
  } finally {
    await application.close();
  }
}
