import { replayAssessments, type ReplayFault, type ReplayReport } from '@app/cqrs/assessment-replay';
import { PolicyBook } from '@app/cqrs/policy-book';
import { interruptible } from '../interruption';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const PROGRESS_EVERY = 5_000;

/** One line for every so many assessments. */
const progress = ({ remark, words }: Terminal): ((assessments: number) => void) => {
  let told = 0;
  return (assessments) => {
    if (assessments - told < PROGRESS_EVERY) return;
    told = assessments;
    remark(words({ zh: '已重算 {assessments} 份评估', en: '{assessments} assessments recomputed' }, { assessments }));
  };
};

const kinds: Readonly<Record<ReplayFault['kind'], Readonly<{ zh: string; en: string }>>> = {
  different: { zh: '不一致', en: 'different' },
  'unknown-policy': { zh: '政策不明', en: 'unknown policy' },
  unreadable: { zh: '无法读取', en: 'unreadable' },
};

const summaryOf = ({ assessments, identical, ...report }: ReplayReport, { words }: Terminal): string => {
  const share = words(
    {
      zh: '重算 {assessments} 份评估：{identical} 份一致',
      en: '{assessments} assessments recomputed: {identical} identical',
    },
    { assessments, identical },
  );
  if (assessments === identical) return `${share}${words({ zh: '，100%', en: ', 100%' })}`;
  const rest = words(
    {
      zh: '，{different} 份不一致，{unknownPolicy} 份政策不明，{unreadable} 份无法读取',
      en: ', {different} different, {unknownPolicy} under an unknown policy, {unreadable} unreadable',
    },
    { different: report.different, unknownPolicy: report.unknownPolicy, unreadable: report.unreadable },
  );
  return `${share}${rest}`;
};

const listOf = (faults: readonly ReplayFault[], { words }: Terminal): string =>
  table(
    [
      words({ zh: '申请', en: 'Application' }),
      words({ zh: '评估', en: 'Assessment' }),
      words({ zh: '问题', en: 'Fault' }),
      words({ zh: '位置', en: 'Path' }),
      words({ zh: '记录', en: 'Recorded' }),
      words({ zh: '重算', en: 'Recomputed' }),
    ],
    faults.map(({ kind, applicationId, assessmentId, path, recorded, recomputed }) => [
      applicationId,
      assessmentId,
      words(kinds[kind]),
      path,
      recorded,
      recomputed,
    ]),
  );

/** An upgrade may work out more than was recorded before it; whoever reads the report should know. */
const newsOf = ({ withNews }: ReplayReport, { words }: Terminal): readonly string[] =>
  withNews === 0
    ? []
    : [
        words(
          {
            zh: '其中 {withNews} 份的记录早于本程序新增的数字；已记录的数字都相同',
            en: '{withNews} of them were recorded before this program worked out more; what was recorded is the same',
          },
          { withNews },
        ),
      ];

/** Exit code 0: every assessment comes out of its event and its policy as it was recorded. 1: some do not; each is named. */
export const replay = async (out: Terminal): Promise<ExitCode> => {
  const { unlessStopped, forget } = interruptible();
  const abort = new AbortController();
  try {
    const report = await withDesk(out, async ({ store, handler, policies }) => {
      const book = new PolicyBook(handler, policies);
      const work = replayAssessments({ store, book, onProgress: progress(out), signal: abort.signal });
      try {
        return await unlessStopped(() => work);
      } catch (error) {
        abort.abort();
        await work.catch(() => undefined);
        throw error;
      }
    });
    const isSame = report.identical === report.assessments;
    const listed = isSame ? [] : ['', listOf(report.faults, out)];
    out.show([summaryOf(report, out), ...newsOf(report, out), ...listed].join('\n'), { isSame, ...report });
    return isSame ? 0 : 1;
  } finally {
    forget();
  }
};
