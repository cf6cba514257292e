import { z } from 'zod';

// zod asks, when a schema is made, whether it may compile code; under our content security policy the question
// alone is a violation on the console. This module is imported before any schema.
z.config({ jitless: true });
