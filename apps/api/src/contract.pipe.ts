import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { z } from 'zod';
import { Problem } from '@app/kernel/problem';
import { Malformed } from './malformed';

const holdsNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, part]) => holdsNul(key) || holdsNul(part));
};

/** Everything that enters a controller has passed here, and has its contract's type behind it. */
export class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Malformed(issues as readonly z.core.$ZodIssue[]) });
  }

  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    const parsed = (await super.transform(value, metadata)) as Value;
    // A text with a zero character fits many a schema, and no database.
    if (metadata.schema !== undefined && holdsNul(parsed))
      throw new Problem('malformed-request', {}, [{ code: 'text-unstorable', facts: {}, where: metadata.type }]);
    return parsed;
  }
}
