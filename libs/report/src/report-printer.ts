import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { InvestigationReport } from '@app/contracts/investigation-report';
import { Problem } from '@app/kernel/problem';
import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import type { Language } from '@app/kernel/language';
import type { Paper, Printed, Printing, ReportFormat } from './print-worker';

/** Papers that may wait at once; the next one is told to come again. */
const WAITING_MAX = 32;
/** The first one waits for the fonts. */
const PRINTED_WITHIN_MS = 30_000;

// Specs run from the sources, which a thread cannot read: theirs is the one that was built.
const beside = join(__dirname, 'print-worker.js');
const built = join(__dirname, '../../../dist/libs/report/src/print-worker.js');

type Job = Readonly<{
  resolve: (bytes: Uint8Array) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}>;

/**
 * Papers are set in a thread of their own: it takes some tenths of a second of computing, in which a server would answer
 * nobody. The thread is begun with the first paper, keeps its fonts, and does not keep the process alive.
 */
export class ReportPrinter {
  private readonly jobs = new Map<number, Job>();
  private worker: Worker | undefined;
  private last = 0;

  /** Rejects with the Problem `printer-busy` when too much waits or it takes too long. */
  print(report: InvestigationReport, format: ReportFormat): Promise<Uint8Array> {
    return this.set({ kind: 'report', report, format });
  }

  /** The same statement in the same language gives the same bytes. */
  printStatement(statement: StatementOfAccount, language: Language): Promise<Uint8Array> {
    return this.set({ kind: 'statement', statement, language });
  }

  private set(paper: Paper): Promise<Uint8Array> {
    if (this.jobs.size >= WAITING_MAX) return Promise.reject(new Problem('printer-busy'));
    const worker = (this.worker ??= this.begun());
    const job = ++this.last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(worker, new Problem('printer-busy')), PRINTED_WITHIN_MS);
      this.jobs.set(job, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ job, paper } satisfies Printing);
    });
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (worker === undefined) return;
    this.giveUp(worker, new Problem('printer-busy'));
    await worker.terminate();
  }

  private begun(): Worker {
    const worker = new Worker(existsSync(beside) ? beside : built);
    worker.on('message', (printed: Printed) => this.settle(worker, printed));
    worker.on('error', (error: Error) => this.giveUp(worker, error));
    worker.unref();
    return worker;
  }

  private settle(worker: Worker, printed: Printed): void {
    const job = this.jobs.get(printed.job);
    if (job === undefined) return;
    clearTimeout(job.timer);
    this.jobs.delete(printed.job);
    if (this.jobs.size === 0) worker.unref();
    if ('bytes' in printed) job.resolve(printed.bytes);
    else job.reject(new Error(`the report was not printed: ${printed.failure}`));
  }

  /** A thread that hangs or has died takes nobody with it but those who wait for it; the next paper begins another. */
  private giveUp(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { timer, reject } of this.jobs.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.jobs.clear();
    void worker.terminate();
  }
}
