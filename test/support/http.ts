export type Reply = Readonly<{ status: number; body: unknown; headers: Headers }>;
export type Asking = Readonly<{
  by?: string;
  language?: 'zh' | 'en';
  raw?: string;
  type?: string;
  after?: string | null;
  ifMatch?: string;
}>;

/** Asks the running server as a program would. */
export const asker =
  (base: string) =>
  async (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    asking: Asking = {},
  ): Promise<Reply> => {
    const { by, language = 'en', raw, type = 'application/json', after, ifMatch } = asking;
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const reply = await fetch(`${base}${path}`, {
      method,
      headers: {
        'accept-language': language,
        ...(by !== undefined && { 'x-xay-user': by }),
        ...(typeof after === 'string' && { 'x-xay-after': after }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        ...(payload !== undefined && { 'content-type': type }),
      },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text), headers: reply.headers };
  };
