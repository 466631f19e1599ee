import { NestFactory } from '@nestjs/core';
import { CommandDesk } from '#desk/desk';
import { DeskModule } from '#desk/desk.module';
import type { DataPlace } from '#reads/data-place';
import { DataPlaceModule } from '#reads/data-place.module';
import { insistKeysThere } from '#reads/keys-lost';
import { removeWaysIn } from '#sign-in/ways-in-removed';

/**
 * The desk of a data place in an application of Nest's, for as long as it is used.
 *
 * @throws StoreUnusable when the keys of its people are lost
 */
export async function withDesk<Result>(
  place: DataPlace,
  use: (desk: CommandDesk) => Promise<Result>,
): Promise<Result> {
  await insistKeysThere(place);
  const ground = DataPlaceModule.of(place, async (who) => removeWaysIn(place.settings, who));
  const application = await NestFactory.createApplicationContext(DeskModule.on([ground]), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await use(application.get(CommandDesk));
  } finally {
    await application.close();
  }
}
