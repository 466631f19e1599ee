import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemClock } from '#eventing/clock';
import { addDays, londonDateOf } from '#kernel/local-date';
import type { ReadModels } from '#projections/read-models';
import type { EventOf } from '#kernel/asking';
import type { Decider } from '#kernel/decider';
import { DataPlace } from '#reads/data-place';
import type { QueueLook } from '#reminders/redis/queue-look';
import type { PlaceKind } from '#settings/folder-mark';
import { openSignInInMemory } from '#sign-in/database';
import type { SignInDatabase } from '#sign-in/database';
import { Accounts } from '#sign-in/accounts';
import { FoundingLinks } from '#sign-in/founding-links';
import { Sessions } from '#sign-in/sessions';
import { Sheets } from '#sign-in/sheets';
import { Tokens } from '#sign-in/tokens';
import type { WorkAccountGround } from '#sign-in/work-accounts';
import { DeskStory, foundPartnership } from '#testing/desk-story';
import { WaysIn } from '../access/ways-in.js';
import { openWeb } from '../application.js';
import { Sending } from '../commands/sending.js';
import { Program } from './program.js';
import { Visitor } from './visitor.js';

interface PagesOptions {
  readonly waysIn?: (ground: Omit<WorkAccountGround, 'provider'>) => WaysIn;
  readonly log?: { write(line: string): void };
  readonly callsAMinute?: number;
  readonly behindProxy?: boolean;
  readonly queues?: QueueLook;
}

/** The real pages over a story that is told at a desk, all of it in memory. */
export class PagesUnderTest {
  readonly story: DeskStory;
  readonly application: NestFastifyApplication;
  readonly signIn: SignInDatabase;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly founding: FoundingLinks;
  /** What the machine's clock says, by which sessions end. */
  now: string | undefined;
  private readonly place: DataPlace;

  /** Opens them on a partnership with people, a priority and money. */
  static async open(kind?: PlaceKind, options?: PagesOptions): Promise<PagesUnderTest> {
    const story = new DeskStory();
    await foundPartnership(story);
    return PagesUnderTest.of(story, kind, options);
  }

  /** Opens them on what a story has told so far. */
  static async of(
    story: DeskStory,
    kind: PlaceKind = 'example',
    { waysIn = () => new WaysIn(), ...options }: PagesOptions = {},
  ): Promise<PagesUnderTest> {
    const place = placeOf(story, kind);
    const signIn = await openSignInInMemory();
    const clock = { now: (): string => systemClock() };
    const sessions = new Sessions(signIn, kind, () => clock.now());
    const accounts = new Accounts(signIn, new Uint8Array(32), () => clock.now());
    const ways = waysIn({ db: signIn, key: new Uint8Array(32), now: () => clock.now() });
    const tokens = new Tokens(signIn, () => clock.now());
    const founding = new FoundingLinks(signIn, () => clock.now());
    const known = { signIn, sessions, accounts, tokens, founding };
    const sheets = new Sheets(signIn, () => clock.now());
    const ground = { place, sessions, sheets, accounts, tokens, ways, founding, onStopped: throwIt };
    const application = await openWeb({ ...ground, ...options });
    const pages = new PagesUnderTest(story, application, known, place);
    clock.now = () => pages.now ?? systemClock();
    return pages;
  }

  private constructor(
    story: DeskStory,
    application: NestFastifyApplication,
    {
      signIn,
      sessions,
      accounts,
      tokens,
      founding,
    }: Pick<PagesUnderTest, 'signIn' | 'sessions' | 'accounts' | 'tokens' | 'founding'>,
    place: DataPlace,
  ) {
    this.story = story;
    this.application = application;
    this.signIn = signIn;
    this.sessions = sessions;
    this.accounts = accounts;
    this.tokens = tokens;
    this.founding = founding;
    this.place = place;
  }

  /** Someone with a browser of their own, not signed in. */
  visitor(): Visitor {
    return new Visitor(this.application);
  }

  /** Someone signed in to the story's partnership, as a person of it. */
  async as(person: string): Promise<Visitor> {
    const visitor = this.visitor();
    visitor.hold('__Host-session', await this.sessions.beginLook(this.story.partnership, person));
    return visitor;
  }

  /** A program that acts for someone of the story's partnership, in a role. */
  async program(person: string, role: string): Promise<Program> {
    const { partnership } = this.story;
    const endsOn = addDays(londonDateOf(this.now ?? systemClock()), 1);
    const asked = { partnership, person, role, purpose: 'A test', endsOn, madeBy: 'admin-1' };
    const { held } = await this.tokens.make(asked);
    return new Program(this.application, held, partnership);
  }

  /**
   * Has something done in the very moment between what the next page reads and what it sends to the desk.
   *
   * @returns what came of it, once that page has sent
   */
  async meanwhile<Result>(act: () => Promise<Result>): Promise<Result> {
    const sending = this.application.get(Sending);
    const send = sending.send.bind(sending);
    return new Promise((resolve, reject) => {
      sending.send = async (...given) => {
        sending.send = send;
        await act().then(resolve, reject);
        return send(...given);
      };
    });
  }

  /** Everything that was told at the desk can be read. */
  async upToDate(): Promise<void> {
    await this.place.readModels();
  }

  /** The read models that the pages read. */
  async models(): Promise<ReadModels> {
    return (await this.place.readModels()).db;
  }

  /** What a noun is now. */
  async state<State, Event extends EventOf>(
    stream: string,
    decider: Pick<Decider<State, never, Event, never>, 'initialState' | 'evolve'>,
  ): Promise<State> {
    return this.place.state(stream, decider);
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.signIn.destroy();
    await this.place.close();
  }
}

function throwIt(error: unknown): never {
  throw error;
}

function placeOf(story: DeskStory, kind: PlaceKind): DataPlace {
  const memory = { engine: 'sqlite', file: ':memory:' } as const;
  return new DataPlace({
    settings: { store: { engine: 'sqlite', folder: ':memory:' }, readModels: memory, keys: memory },
    kind,
    clock: story.tools.clock,
    store: story.store,
    vault: story.vault,
    name: 'memory',
    close: async () => story.store.close(),
  });
}
