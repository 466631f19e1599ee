import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DeskModule } from '#desk/desk.module';
import { DataPlace } from '#reads/data-place';
import { DataPlaceModule } from '#reads/data-place.module';
import type { QueueLook } from '#reminders/redis/queue-look';
import { Accounts } from '#sign-in/accounts';
import { FoundingLinks } from '#sign-in/founding-links';
import { Sessions } from '#sign-in/sessions';
import { Sheets } from '#sign-in/sheets';
import { Tokens } from '#sign-in/tokens';
import { AccessGuard } from './access/access.guard.js';
import { ComingIn } from './access/coming-in.js';
import { WaysIn } from './access/ways-in.js';
import { AnsweringInterceptor } from './answering/answering.interceptor.js';
import { Drawing } from './answering/drawing.js';
import { ErrorPagesFilter } from './answering/error-pages.filter.js';
import { KeptPages } from './answering/kept-pages.js';
import { Sending } from './commands/sending.js';
import { Following, whenStopped } from './following.js';
import { pages } from './pages.js';
import { queuesHere } from './pages/queues/queues-here.js';

/** What the pages stand on. */
export interface PagesGround {
  readonly place: DataPlace;
  readonly sessions: Sessions;
  readonly sheets: Sheets;
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  /** By which ways people come in beside their own account. */
  readonly ways: WaysIn;
  /** Where workers have their jobs; undefined where they go by their own clock. */
  readonly queues?: QueueLook | undefined;
  readonly founding: FoundingLinks;
  /** Called when the read models cannot be kept up any more, after which the process is to end. */
  readonly onStopped: (error: unknown) => void;
}

/** The pages of a data place. */
@Module({})
export class WebModule {
  static on(ground: PagesGround): DynamicModule {
    const { place, sessions, sheets, accounts, tokens, ways, founding, queues, onStopped } = ground;
    return {
      module: WebModule,
      imports: [DeskModule.on([DataPlaceModule.of(place, async (who) => accounts.remove(who))])],
      controllers: [...pages],
      providers: [
        { provide: DataPlace, useValue: place },
        { provide: Sessions, useValue: sessions },
        { provide: Sheets, useValue: sheets },
        { provide: Accounts, useValue: accounts },
        { provide: Tokens, useValue: tokens },
        { provide: WaysIn, useValue: ways },
        { provide: FoundingLinks, useValue: founding },
        { provide: whenStopped, useValue: onStopped },
        { provide: queuesHere, useValue: queues ?? null },
        Following,
        Drawing,
        KeptPages,
        Sending,
        ComingIn,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AnsweringInterceptor },
        { provide: APP_FILTER, useClass: ErrorPagesFilter },
      ],
    };
  }
}
