// Clients of an HTTP server that cost next to nothing: each has a connection that stays open, writes one request on it by
// hand, and goes on when the answer has come whole. An answer that is not the one expected ends the bench.
import net from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = Buffer.from('content-length: ');
const SHOWN_MAX = 600;

const numberAt = (bytes, from) => {
  let value = 0;
  for (let at = from; bytes[at] >= 48 && bytes[at] <= 57; at++) value = value * 10 + bytes[at] - 48;
  return value;
};

/** Undefined while it has not come whole. */
const wholeAnswer = (bytes) => {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const length = bytes.indexOf(LENGTH);
  if (length < 0 || length > headEnd) throw new Error(`an answer without a length: ${bytes.latin1Slice(0, SHOWN_MAX)}`);
  const end = headEnd + HEAD_END.length + numberAt(bytes, length + LENGTH.length);
  if (bytes.length < end) return undefined;
  if (bytes.length > end) throw new Error('more than was asked for');
  return bytes;
};

const connection = (port) =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    let taken;
    let parts = [];
    socket.once('error', reject);
    socket.on('data', (part) => {
      parts.push(part);
      try {
        const whole = wholeAnswer(parts.length === 1 ? part : Buffer.concat(parts));
        if (whole === undefined) return;
        parts = [];
        taken.resolve(whole);
      } catch (error) {
        taken.reject(error);
      }
    });
    socket.on('close', () => taken?.reject(new Error('the server hung up')));
    const ask = (request) =>
      new Promise((answered, failed) => {
        taken = { resolve: answered, reject: failed };
        socket.write(request, 'latin1');
      });
    socket.once('connect', () => resolve({ ask, close: () => socket.destroy() }));
  });

export const get = (path) => `GET ${path} HTTP/1.1\r\nhost: bench\r\naccept-language: en\r\n\r\n`;

export const put = (path, body) =>
  `PUT ${path} HTTP/1.1\r\nhost: bench\r\naccept-language: en\r\nx-xay-user: bench\r\n` +
  `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

const OK = Buffer.from('HTTP/1.1 200 ');

/** 200, and `said` somewhere in it: a bench that counts refusals as answers says nothing. */
const checked = (answer, said, request) => {
  if (OK.compare(answer, 0, OK.length) === 0 && answer.includes(said)) return;
  throw new Error(`${request.slice(0, SHOWN_MAX)}\nwas answered\n${answer.toString('utf8').slice(0, SHOWN_MAX)}`);
};

/** So many clients with an open connection each. `said` has to be in every answer. */
export const httpClients = async (port, clients) => {
  const connections = await Promise.all(Array.from({ length: clients }, () => connection(port)));

  const one = async ({ ask }, request, said) => {
    const began = performance.now();
    checked(await ask(request), said, request);
    return performance.now() - began;
  };

  /** Requests until the time is up; answers with how many a second and with every one's milliseconds. */
  const drive = async ({ next, said }, forMs) => {
    const taken = [];
    const began = performance.now();
    const until = began + forMs;
    const client = async (it) => {
      while (performance.now() < until) taken.push(await one(it, next(), said));
    };
    await Promise.all(connections.map(client));
    return { rate: (taken.length * 1000) / (performance.now() - began), taken };
  };

  /** So many requests, shared out among the clients; answers with how many a second. */
  const send = async ({ next, said }, count) => {
    const began = performance.now();
    let left = count;
    const client = async (it) => {
      while (left-- > 0) await one(it, next(), said);
    };
    await Promise.all(connections.map(client));
    return (count * 1000) / (performance.now() - began);
  };

  const close = () => connections.forEach((it) => it.close());
  return { drive, send, once: (request, said) => one(connections[0], request, said), close };
};
