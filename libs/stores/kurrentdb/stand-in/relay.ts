import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** Passes connections on to a server behind it, so that a test can cut them as a network would. */
export class Relay {
  /** Where it listens, or listened before it was closed. */
  readonly port: number;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** @param port where to listen, or 0 for any that is free */
  static async open(port: number, behind: number): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const relay = new Relay(server);
    server.on('connection', (socket) => relay.pass(socket, connect(behind, '127.0.0.1')));
    return relay;
  }

  /** Cuts every connection. New ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.server.close(resolve);
    });
    this.cut();
    await closed;
  }

  private pass(near: Socket, far: Socket): void {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.pipe(other);
      // A connection that is cut says so on both sides; there is no one to tell.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
