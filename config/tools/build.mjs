// npm run build: builds everything, changed or not.
import { ensureBuilt } from './ensure.mjs';

await ensureBuilt({ force: true });
