import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** How it behaves: whether it takes mail, and whether whoever sent it hears of that. */
export type Temper = 'taking' | 'refusing' | 'slow' | 'dying-after-it-took';

/** A message that it took, and when by the clock of the test. */
export interface Taken {
  readonly message: string;
  readonly to: string;
  readonly at: string;
}

type Done = (error?: Error | null) => void;

/** A real mail server whose temper a test changes. */
export class MailServer {
  temper: Temper = 'taking';
  readonly taken: Taken[] = [];
  private readonly now: () => string;
  private readonly sockets = new Map<string, Socket>();
  private readonly server: SMTPServer;

  static async start(now: () => string): Promise<MailServer> {
    const mail = new MailServer(now);
    mail.server.listen(0, '127.0.0.1');
    await once(mail.server.server, 'listening');
    return mail;
  }

  private constructor(now: () => string) {
    this.now = now;
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onRcptTo: (_address, _session, done) => this.hear(done),
      onData: (stream, session, done) => void this.take(stream, session, done),
    });
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => {
      const key = `${socket.remotePort}`;
      this.sockets.set(key, socket);
      socket.on('close', () => this.sockets.delete(key));
    });
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}?tls=off`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  private hear(done: Done): void {
    if (this.temper !== 'refusing') return done();
    return done(Object.assign(new Error('Too busy'), { responseCode: 451 }));
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    // Of a message whose sender is gone before its end, a mail server keeps nothing.
    const whole = await text(stream).catch(() => undefined);
    if (whole === undefined) return;
    if (this.temper === 'slow') await wait(100);
    this.taken.push({ message: messageIn(whole), to: recipientOf(session), at: this.now() });
    if (this.temper !== 'dying-after-it-took') return done();
    this.sockets.get(`${session.remotePort}`)?.destroy();
  }
}

function messageIn(whole: string): string {
  return /^Message-ID: <([^@>]+)@/im.exec(whole)?.[1] ?? '';
}

function recipientOf({ envelope }: SMTPServerSession): string {
  return envelope.rcptTo[0]?.address ?? '';
}
