import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** The names under which the store has its appends prepared, as they stand in the message that runs one. */
const appendMarks = ['append', 'append_one', 'append_all'].map((name) => Buffer.from(`${name}\0`));

/** What is to happen to the next append: its question never arrives, or its answer never does. */
export type Cut = 'question' | 'answer' | 'at-once';

/** A network between a store and its server that can be cut in the middle of an append. */
export class CuttingProxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private cut: Cut | undefined;

  private constructor(targetPort: number) {
    this.server = createServer((client) => this.join(client, targetPort));
  }

  /** @param targetPort where the server listens on this machine */
  static async before(targetPort: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(targetPort);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /**
   * Cuts the connection of the next append: before its question is passed on (`question`), as soon as it is
   * (`at-once`), or when its answer comes, which is after its commit (`answer`).
   */
  cutNextAppend(cut: Cut): void {
    this.cut = cut;
  }

  /** Cuts every connection there is. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket, targetPort: number): void {
    const server = connect(targetPort, '127.0.0.1');
    let isAnswerLost = false;
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) this.watch(socket, end);
    client.on('data', (bytes) => {
      const cut = appendMarks.some((mark) => bytes.includes(mark)) ? this.cut : undefined;
      if (cut !== undefined) this.cut = undefined;
      if (cut !== 'question') server.write(bytes);
      isAnswerLost ||= cut === 'answer';
      // Lets what was passed on go out before the end of the connection does.
      if (cut === 'at-once') setTimeout(end, 1);
      if (cut === 'question') end();
    });
    server.on('data', (bytes) => {
      if (isAnswerLost) end();
      else client.write(bytes);
    });
  }

  private watch(socket: Socket, end: () => void): void {
    this.sockets.add(socket);
    socket.on('error', end);
    socket.on('close', () => {
      this.sockets.delete(socket);
      end();
    });
  }
}
