// npm run bench -- assess [--json]: assessments a second on one core, with the whole tree of reasons and without it; a draft
// policy held against 100,000 assessments; and the report on paper. The files are all different, made before the clock starts
// and already past zod's door, as the desk has them; each is assessed once in a round.
import { report, alternate, median, ROUND_MS, ROUNDS, spread } from './measuring.mjs';
import { built } from './bench-server.mjs';
import { measureBacktest } from './backtest-part.mjs';
import { fileOf, policy } from './credit-files.mjs';
import { measureReport } from './report-part.mjs';

const { assess } = built('credit-model/src/assess');
const { explain } = built('credit-model/src/explanation');

const FILES = Math.max(200, Math.round(ROUND_MS * 2));
/** So many between two looks at the clock. */
const AT_ONCE = 20;

const ratePerSecond = (files, work) => {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < ROUND_MS)
    for (let n = 0; n < AT_ONCE; n++, done++) work(files[done % files.length]);
  return (done * 1000) / (performance.now() - began);
};

const cards = Array.from({ length: FILES }, (_, n) => fileOf(n));
const measured = Array.from({ length: FILES }, (_, n) => fileOf(n, true));
const explained = (file) => explain(policy, file, assess(policy, file));

const values = await alternate({
  assessed: () => ratePerSecond(cards, (file) => assess(policy, file)),
  explained: () => ratePerSecond(cards, explained),
  assessedMeasured: () => ratePerSecond(measured, (file) => assess(policy, file)),
  explainedMeasured: () => ratePerSecond(measured, explained),
});
// Tried out in a hurry, a part of it is scaled up.
const backtest = await measureBacktest(ROUND_MS < 1_000 ? { assessments: 500 } : {});
const papers = await measureReport(Math.max(3, ROUNDS * 2 - 1));

const line = (what, all) => ({ what, 'median (smallest–largest)': spread(all) });
report({
  bench: 'assess',
  settings: { files: FILES, papers: papers.pdf.length, backtestAssessments: backtest.backtestAssessments },
  figures: {
    assessedPerSecond: median(values.assessed),
    explainedPerSecond: median(values.explained),
    assessedMeasuredPerSecond: median(values.assessedMeasured),
    explainedMeasuredPerSecond: median(values.explainedMeasured),
    backtest100kSeconds: backtest.backtest100kSeconds,
    pdfMs: median(papers.pdf),
    pdfBlockMs: Math.max(...papers.blocks),
    docxMs: median(papers.docx),
  },
  ratios: {},
  lines: [
    line('assessments a second', values.assessed),
    line('the same with the tree of reasons', values.explained),
    line('31 aspects answered from figures, a second', values.assessedMeasured),
    line('the same with the tree of reasons', values.explainedMeasured),
    line('back-test of 100,000 assessments, s', [backtest.backtest100kSeconds]),
    line('a warm PDF, ms', papers.pdf),
    line('longest stall of the event loop meanwhile, ms', papers.blocks),
    line('a warm DOCX, ms', papers.docx),
  ],
});
