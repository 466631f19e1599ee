import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { DataPlace } from '#reads/data-place';

/** Under which the application finds whom to tell that it cannot go on. */
export const whenStopped = Symbol('whenStopped');

/** Keeps the read models up with what is recorded here and elsewhere, for as long as pages are served. */
@Injectable()
export class Following implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly place: DataPlace;
  private readonly tell: (error: unknown) => void;
  private readonly ending = new AbortController();
  private following: Promise<void> | undefined;

  constructor(@Inject(DataPlace) place: DataPlace, @Inject(whenStopped) tell: (error: unknown) => void) {
    this.place = place;
    this.tell = tell;
  }

  async onApplicationBootstrap(): Promise<void> {
    const models = await this.place.readModels();
    this.following = models.follow(this.ending.signal).catch(this.tell);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.following;
  }
}
