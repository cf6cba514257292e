import type { OpenAPIObject } from '@nestjs/swagger';

/** A write is answered with it … */
export const POSITION_HEADER = 'x-xay-position';
/** … and a reading that shall contain the write brings it along. */
export const AFTER_HEADER = 'x-xay-after';
/** Marks a reading that is always up to date. */
export const FROM_THE_LOG = 'x-xay-from-the-log';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
export const isRead = (method: string): boolean => READS.has(method);

const position = {
  description:
    'Position of the write in the log. Bring it along as x-xay-after, and the answer contains the write. Opaque; of two positions the newer one is the one that sorts later as text',
  schema: { type: 'string' as const },
};
const after = {
  name: AFTER_HEADER,
  in: 'header' as const,
  required: false,
  description:
    'The x-xay-position of a write, from any server over the same log: the answer waits until it contains the write, or is not-visible-yet (503)',
  schema: { type: 'string' as const },
};

/** Says of every write that it answers with its position, and of every reading of a read model that it waits for one. */
export const documentPositions = (document: OpenAPIObject): OpenAPIObject => {
  for (const { get, put, post, delete: remove } of Object.values(document.paths)) {
    if (get !== undefined && !(FROM_THE_LOG in get)) get.parameters = [...(get.parameters ?? []), after];
    for (const write of [put, post, remove]) {
      const answer = write?.responses['200'];
      if (answer !== undefined && 'description' in answer) answer.headers = { [POSITION_HEADER]: position };
    }
  }
  return document;
};
