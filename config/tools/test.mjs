// npm test [-- PATH …]: installs and builds what is missing (some specs drive the built programs), then runs the specs.
import { spawn } from 'node:child_process';
import { ensureBuilt, inRoot, root } from './ensure.mjs';

await ensureBuilt();
const args = [inRoot('node_modules/jest/bin/jest.js'), '-c', 'config/jest.config.cjs', ...process.argv.slice(2)];
const jest = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
// Ctrl-C reaches Jest by itself; it tidies up and ends, and this waits for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => jest.kill('SIGTERM'));
jest.once('close', (code) => process.exit(code ?? 1));
