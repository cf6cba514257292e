import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { home } from '@app/cqrs/home';

export const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
