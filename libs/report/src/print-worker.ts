import { parentPort } from 'node:worker_threads';
import type { InvestigationReport } from '@app/contracts/investigation-report';
import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import type { Language } from '@app/kernel/language';
import { renderDocx } from './docx/render-docx';
import { renderDefinition, renderPdf } from './pdf/render-pdf';
import { statementDefinition } from './statement/statement-paper';

/** What one thread asks of the other, and what it is answered. */
export type ReportFormat = 'pdf' | 'docx';
export type Paper =
  | Readonly<{ kind: 'report'; report: InvestigationReport; format: ReportFormat }>
  | Readonly<{ kind: 'statement'; statement: StatementOfAccount; language: Language }>;
export type Printing = Readonly<{ job: number; paper: Paper }>;
export type Printed = Readonly<{ job: number } & ({ bytes: Uint8Array } | { failure: string })>;

const rendered: Readonly<Record<ReportFormat, (report: InvestigationReport) => Promise<Uint8Array>>> = {
  pdf: renderPdf,
  docx: renderDocx,
};

const printed = (paper: Paper): Promise<Uint8Array> => {
  switch (paper.kind) {
    case 'report':
      return rendered[paper.format](paper.report);
    case 'statement':
      return renderDefinition(statementDefinition(paper.statement, paper.language));
  }
};

parentPort?.on('message', ({ job, paper }: Printing) => {
  printed(paper).then(
    (bytes) => parentPort?.postMessage({ job, bytes } satisfies Printed),
    (error: unknown) => parentPort?.postMessage({ job, failure: String(error) } satisfies Printed),
  );
});
