import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { deskClock, eventDecoding, eventStore, keyVault, overdueEvaluations } from '#desk/desk.module';
import type { DataPlace } from '#reads/data-place';

/** A data place, as what a desk stands on. */
@Module({})
export class DataPlaceModule {
  static of(place: DataPlace): DynamicModule {
    const providers = [
      { provide: eventStore, useValue: place.store },
      { provide: eventDecoding, useValue: place.decoding },
      { provide: keyVault, useValue: place.vault },
      { provide: deskClock, useValue: place.clock },
      { provide: overdueEvaluations, useValue: place.overdueEvaluationsOf },
    ];
    return { module: DataPlaceModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
