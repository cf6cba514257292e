import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** What becomes of the next thing that is asked, on whatever connection it comes. */
export type WayFault = 'cut-request' | 'cut-answer' | 'swallow-request';

/** The message with which Postgres ends every answer: ready, and no transaction is open. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** The way to a Postgres, through which everything passes until it is told otherwise. */
export class FaultyWay {
  private readonly connections = new Set<Socket>();
  private server: Server | undefined;
  private coming: WayFault | undefined;
  private port = 0;

  constructor(private readonly target: Readonly<{ host: string; port: number }>) {}

  /** The same database by this way. */
  async open(url: string): Promise<string> {
    await this.up();
    const by = new URL(url);
    [by.hostname, by.port] = ['127.0.0.1', String(this.port)];
    return by.href;
  }

  next(fault: WayFault): void {
    this.coming = fault;
  }

  /** Nobody answers any more. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.cut();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  async up(): Promise<void> {
    if (this.server !== undefined) return;
    const server = createServer((client) => this.carry(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.server = server;
    this.port = (server.address() as { port: number }).port;
  }

  cut(): void {
    for (const connection of this.connections) connection.destroy();
  }

  private carry(client: Socket): void {
    const server = dial(this.target);
    let struck: WayFault | undefined;
    const close = (): void => {
      for (const each of [client, server]) {
        each.destroy();
        this.connections.delete(each);
      }
    };
    for (const each of [client, server]) {
      this.connections.add(each);
      each.on('error', close);
      each.on('close', close);
    }
    client.on('data', (data) => {
      struck ??= this.coming;
      this.coming = undefined;
      if (struck === 'cut-request') close();
      else if (struck !== 'swallow-request') server.write(data);
    });
    server.on('data', (data) => {
      if (struck !== 'cut-answer') client.write(data);
      // Only now has Postgres committed.
      else if (data.subarray(-READY.length).equals(READY)) close();
    });
  }
}
