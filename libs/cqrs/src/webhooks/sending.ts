import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { namesPrivateHost, PrivateAddress, publicLookup } from './public-address';

/** What came of one try; a 2xx is taken, everything else is not. A receiver may ask for a pause. */
export type Attempt = Readonly<{ taken: boolean; status?: number; fault?: string; pauseMs?: number }>;

export type Letter = Readonly<{ url: string; headers: Readonly<Record<string, string>>; body: string }>;
export type SendingLimits = Readonly<{ attemptMs: number; answerBytes: number; privateAllowed: boolean }>;

const FAULT_MAX = 120;
const MS_PER_S = 1_000;

/** Only the code of what went wrong: what a stranger's server says stays with it. */
const faultOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code.slice(0, FAULT_MAX);
  return error instanceof Error ? error.name : 'unknown';
};

/** Seconds, or a day and time; RFC 9110. */
const askedPause = (header: string | undefined): number | undefined => {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * MS_PER_S : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
};

const answered = (answer: IncomingMessage): Attempt => {
  const status = answer.statusCode ?? 0;
  const pauseMs = askedPause(answer.headers['retry-after']);
  if (status >= 200 && status < 300) return { taken: true, status };
  const fault = status >= 300 && status < 400 ? 'redirect-not-followed' : 'status';
  return { taken: false, status, fault, ...(pauseMs !== undefined && { pauseMs }) };
};

/** Nothing of an answer is kept; so much of it is read that a polite receiver gets rid of it. */
const drain = (answer: IncomingMessage, bytesMax: number): void => {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) answer.destroy();
  });
  // Broken off by them or by us: the status has been heard by then.
  answer.on('error', () => undefined);
};

/**
 * Posts a letter, once, and never rejects: within the time, without following a redirect, and to no private address unless
 * allowed. `signal` gives up what is under way; whether it arrived is then not known.
 */
export const send = (
  { url, headers, body }: Letter,
  { attemptMs, answerBytes, privateAllowed }: SendingLimits,
  signal: AbortSignal,
): Promise<Attempt> =>
  new Promise((resolve) => {
    const target = new URL(url);
    if (!privateAllowed && namesPrivateHost(target.hostname)) {
      resolve({ taken: false, fault: 'private-address' });
      return;
    }
    const timeout = AbortSignal.timeout(attemptMs);
    const options: RequestOptions = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'XAY-Webhooks', ...headers },
      // A connection of its own each time: one that is kept is cut by the other side at the worst moment.
      agent: false,
      signal: AbortSignal.any([signal, timeout]),
      ...(!privateAllowed && { lookup: publicLookup }),
    };
    const post = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const asked = post(target, options, (answer) => {
      resolve(answered(answer));
      drain(answer, answerBytes);
    });
    asked.on('error', (error) => {
      const fault = error instanceof PrivateAddress ? error.code : timeout.aborted ? 'timeout' : faultOf(error);
      resolve({ taken: false, fault });
    });
    asked.end(body);
  });
