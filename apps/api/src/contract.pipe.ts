import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { z } from 'zod';
import { Problem } from '@app/kernel/problem';
import { Malformed } from './malformed';

/** A zero character, or half of a pair of surrogates: no database keeps either. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Cs}/u.test(text);

/** Where a text is that cannot be kept; a key that cannot be kept is told by what holds it. */
const unstorableAt = (value: unknown, path: readonly string[] = []): string | undefined => {
  if (typeof value === 'string') return isStorable(value) ? undefined : path.join('.');
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const where = isStorable(key) ? unstorableAt(part, [...path, key]) : path.join('.');
    if (where !== undefined) return where;
  }
  return undefined;
};

/** Everything that enters a controller has passed here, and has its contract's type behind it. */
export class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Malformed(issues as readonly z.core.$ZodIssue[]) });
  }

  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    const parsed = (await super.transform(value, metadata)) as Value;
    // Such a text fits many a schema, and no database.
    const where = metadata.schema === undefined ? undefined : unstorableAt(parsed);
    if (where !== undefined) {
      const detail = { code: 'text-unstorable' as const, facts: {}, where: where === '' ? metadata.type : where };
      throw new Problem('malformed-request', {}, [detail]);
    }
    return parsed;
  }
}
