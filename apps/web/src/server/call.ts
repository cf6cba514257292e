import { type z } from 'zod';
import { problemDetails } from '@app/contracts/problem-details';
import { type Language } from '@app/kernel/language';
import { CallFailed } from './failure';
import { newestWrite, noteWrite } from './newest-write';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** An address below /api; parts are encoded, parameters without a value are left out. */
export const address = (parts: readonly (string | number)[], query: Query = {}): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(given).toString();
  return `/api/${parts.map((part) => encodeURIComponent(part)).join('/')}${search === '' ? '' : `?${search}`}`;
};

type Request = Readonly<{
  language: Language;
  method?: 'GET' | 'PUT' | 'POST';
  body?: unknown;
  /** Sent as it is, byte for byte, instead of `body`. */
  file?: File;
  signal?: AbortSignal;
  /** Who signs it, a role and a name; a reading is signed by nobody. */
  by?: string;
}>;

const send = async (path: string, { language, method = 'GET', body, file, signal, by }: Request): Promise<Response> => {
  const after = newestWrite();
  try {
    const reply = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': language,
        ...(after === undefined ? {} : { 'x-xay-after': after }),
        ...(by === undefined ? {} : { 'x-xay-user': by }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file }),
      ...(signal === undefined ? {} : { signal }),
    });
    noteWrite(reply.headers.get('x-xay-position'));
    return reply;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new CallFailed({ kind: 'unreachable' });
  }
};

const json = async (reply: Response): Promise<unknown> => {
  try {
    return await reply.json();
  } catch {
    return undefined;
  }
};

/** Asks the server and reads the answer by its contract; everything else is a `CallFailed`. */
export const call = async <Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  request: Request,
): Promise<z.infer<Schema>> => {
  const reply = await send(path, request);
  const body = await json(reply);
  if (!reply.ok) {
    const problem = problemDetails.safeParse(body);
    if (problem.success) throw new CallFailed({ kind: 'problem', details: problem.data });
    // A gateway that answers for a server that is down speaks no problem details.
    if (reply.status >= 502 && reply.status <= 504) throw new CallFailed({ kind: 'unreachable' });
    throw new CallFailed({ kind: 'unreadable', status: reply.status, where: path });
  }
  const answer = schema.safeParse(body);
  if (answer.success) return answer.data;
  const where = answer.error.issues.map((issue) => issue.path.join('.')).slice(0, 3);
  throw new CallFailed({ kind: 'unreadable', status: reply.status, where: `${path} ${where.join(', ')}` });
};
