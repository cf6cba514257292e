// The command line's own import of an invoice file, in a process and a data folder of its own: how long until everything
// can be seen, and the most memory that it took, its Postgres apart.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const MAPPING = inRoot('config/mappings/ibm-accounts-receivable.json');
const CUSTOMERS = 2_000;
const DAYS = 660;
const SAMPLED_EVERY_MS = 100;
const MIB = 1_048_576;

/** The same numbers in every run: a linear congruential generator. */
const numbers = (seed) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;

const dayOf = (n) => {
  const day = new Date(Date.UTC(2025, 0, 1 + n));
  return `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`;
};

/** In the order of their days, as a ledger is written: customers all mixed up. */
const writeInvoices = async (file, invoices) => {
  const out = createWriteStream(file);
  const next = numbers(7);
  out.write('customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,SettledDate\n');
  for (let n = 0; n < invoices; n++) {
    const day = Math.floor((n * DAYS) / invoices);
    const amount = (100 + next() * 50_000).toFixed(2);
    const line = `C${Math.floor(next() * CUSTOMERS)},INV${n},${dayOf(day)},${dayOf(day + 30)},${amount},\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
};

/** The most that the system says it ever held; asked for while it runs, because it is gone with the process. */
const peakOf = (pid) => {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
};

/** `{seconds, rssMiB}` of an import of so many invoices into an empty installation; memory is 0 where there is no /proc. */
export const importInvoices = async (invoices) => {
  const folder = mkdtempSync(join(tmpdir(), 'xay-import-'));
  try {
    const file = join(folder, 'invoices.csv');
    await writeInvoices(file, invoices);
    const args = ['import', 'invoices', file, '--mapping', MAPPING, '--date-format', 'M/D/YYYY'];
    const env = { ...process.env, XAY_DATA_DIR: join(folder, 'data') };
    delete env.DATABASE_URL;
    const began = performance.now();
    const main = inRoot('dist/apps/cli/src/main.js');
    const child = spawn(process.execPath, [main, '--json', ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let peak = 0;
    const sampling = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), SAMPLED_EVERY_MS);
    let said = '';
    child.stdout.on('data', (text) => (said += text));
    const [code] = await once(child, 'close');
    clearInterval(sampling);
    const seconds = (performance.now() - began) / 1_000;
    if (code !== 0 || JSON.parse(said).invoices !== invoices) throw new Error(`the import ended with ${code}: ${said}`);
    return { seconds, rssMiB: peak / MIB };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
