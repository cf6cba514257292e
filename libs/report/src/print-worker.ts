import { parentPort } from 'node:worker_threads';
import type { InvestigationReport } from '@app/contracts/investigation-report';
import { renderDocx } from './docx/render-docx';
import { renderPdf } from './pdf/render-pdf';

/** What one thread asks of the other, and what it is answered. */
export type ReportFormat = 'pdf' | 'docx';
export type Printing = Readonly<{ job: number; report: InvestigationReport; format: ReportFormat }>;
export type Printed = Readonly<{ job: number } & ({ bytes: Uint8Array } | { failure: string })>;

const rendered: Readonly<Record<ReportFormat, (report: InvestigationReport) => Promise<Uint8Array>>> = {
  pdf: renderPdf,
  docx: renderDocx,
};

parentPort?.on('message', ({ job, report, format }: Printing) => {
  rendered[format](report).then(
    (bytes) => parentPort?.postMessage({ job, bytes } satisfies Printed),
    (error: unknown) => parentPort?.postMessage({ job, failure: String(error) } satisfies Printed),
  );
});
