import { Client } from 'pg';
import type { Arrivals } from '#eventing/arrivals';

/** How long to wait before connecting anew, in milliseconds. */
const pauseMs = 1_000;

/**
 * Hears from the server that something was appended. What is said while the connection is lost is not heard:
 * whoever waits looks now and then by itself.
 */
export class Listening {
  private readonly url: string;
  private readonly arrivals: Arrivals;
  private client: Client | undefined;
  private pause: NodeJS.Timeout | undefined;
  private connecting: Promise<void> | undefined;
  private stopped = false;

  constructor(url: string, arrivals: Arrivals) {
    this.url = url;
    this.arrivals = arrivals;
  }

  /** Listens from soon on, and goes on when the server was lost. Starting twice is harmless. */
  start(): void {
    if (this.stopped || this.connecting !== undefined) return;
    this.connecting = this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.pause);
    await this.connecting;
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const name = 'tallystick listening';
    const client = new Client({ connectionString: this.url, application_name: name, keepAlive: true });
    client.on('notification', () => this.arrivals.announce());
    client.once('end', () => this.startAgain());
    // The connection ends after an error, and that is where it is made anew.
    client.on('error', () => undefined);
    this.client = client;
    try {
      await client.connect();
      await client.query('LISTEN tallystick');
      // Something may have come before the server knew that someone listens.
      this.arrivals.announce();
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  private startAgain(): void {
    if (this.stopped) return;
    this.pause = setTimeout(() => {
      this.connecting = this.connect();
    }, pauseMs);
  }
}
