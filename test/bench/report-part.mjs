// The credit investigation report on paper, through the printer of the product: how long a warm one takes, and for how long
// the thread that answers requests stands still meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { built } from './bench-server.mjs';
import { assessedFile } from './credit-files.mjs';

const { ReportPrinter } = built('report/src/report-printer');
const { reportOf } = built('report/src/report-of');

const PAPERS = 9;
const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;

const printed = async (printer, report, format) => {
  const began = performance.now();
  await printer.print(report, format);
  return performance.now() - began;
};

/** Milliseconds of each paper, and the longest stall of this thread while they are made. */
export const measureReport = async (papers = PAPERS) => {
  const printer = new ReportPrinter();
  const reports = Array.from({ length: papers }, (_, n) => reportOf(assessedFile(n), n % 2 === 0 ? 'zh' : 'en'));
  await printed(printer, reports[0], 'pdf');
  await printed(printer, reports[0], 'docx');
  await sleep(100);
  const stalls = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const [pdf, docx, blocks] = [[], [], []];
  for (const report of reports) {
    stalls.reset();
    stalls.enable();
    pdf.push(await printed(printer, report, 'pdf'));
    stalls.disable();
    blocks.push(Math.max(0, stalls.max / NS_PER_MS - RESOLUTION_MS));
    docx.push(await printed(printer, report, 'docx'));
  }
  await printer.close();
  return { pdf, docx, blocks };
};
