import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import {
  alsoForgotten,
  deskClock,
  eventDecoding,
  eventStore,
  keyVault,
  overdueEvaluations,
} from '#desk/desk.module';
import type { PlanDeps } from '#funding/plans/planning';
import type { DataPlace } from '#reads/data-place';

/** A data place, as what a desk stands on. */
@Module({})
export class DataPlaceModule {
  /** @param alsoForget what is to go of someone who is forgotten beside their key: the ways they sign in */
  static of(place: DataPlace, alsoForget: PlanDeps['forget']): DynamicModule {
    const providers = [
      { provide: eventStore, useValue: place.store },
      { provide: eventDecoding, useValue: place.decoding },
      { provide: keyVault, useValue: place.vault },
      { provide: deskClock, useValue: place.clock },
      { provide: overdueEvaluations, useValue: place.overdueEvaluationsOf },
      { provide: alsoForgotten, useValue: alsoForget },
    ];
    return { module: DataPlaceModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
