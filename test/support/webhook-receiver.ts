import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Letter = Readonly<{ path: string; headers: IncomingHttpHeaders; body: string; id: string; at: number }>;
/** A status to answer with, after so many milliseconds; `never` leaves the sender waiting. */
export type Answer = Readonly<{ status?: number; afterMs?: number; headers?: Record<string, string> }> | 'never';
export type Receiver = Readonly<{
  url: string;
  letters: Letter[];
  idsOf(customerId?: string): string[];
  /** What is answered from now on. */
  answer(by: Answer | ((letter: Letter) => Answer | Promise<Answer>)): void;
  stop(): Promise<void>;
  /** At the same address again. */
  start(): Promise<void>;
}>;

const reply = async (answer: Answer, response: ServerResponse): Promise<void> => {
  if (answer === 'never') return;
  if (answer.afterMs !== undefined) await sleep(answer.afterMs);
  response.writeHead(answer.status ?? 204, answer.headers).end();
};

/** A real HTTP server that takes what is sent to it, or not. */
export const receiver = async (): Promise<Receiver> => {
  const letters: Letter[] = [];
  let answering: (letter: Letter) => Answer | Promise<Answer> = () => ({});
  const open = () =>
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers, url: path = '' } = request;
        const body = Buffer.concat(chunks).toString('utf8');
        const letter = { path, headers, body, id: String(headers['webhook-id']), at: Date.now() };
        letters.push(letter);
        void Promise.resolve(answering(letter)).then((answer) => reply(answer, response));
      });
    });
  let server = open();
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    letters,
    idsOf: (customerId) =>
      letters
        .filter(
          ({ body }) =>
            customerId === undefined || (JSON.parse(body) as { customerId: string }).customerId === customerId,
        )
        .map(({ id }) => id),
    answer: (by) => {
      answering = typeof by === 'function' ? by : () => by;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: () => {
      server = open();
      return listen(port);
    },
  };
};

/** Whether one of the signatures is the secret's, worked out here and not by the code that made it. */
export const isSignedWith = (secret: string, { headers, body }: Pick<Letter, 'headers' | 'body'>): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
};
