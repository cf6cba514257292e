import type { ReportBlock, ReportSection } from '@app/contracts/investigation-report';
import { factInLine, isBadNews } from '@app/credit-model/customer-file/file-words';
import { capWords, noGradeWords, zoneWords } from '@app/credit-model/explanation/explanation-words';
import { factsOf } from '@app/domain/customer/customer';
import { withCommas } from '@app/kernel/yuan';
import { facts, paragraph, type Writing } from '../report-material';

const capRisks = ({ assessed, say, told }: Writing): string[] =>
  assessed.result.characteristic.caps.map(({ code, atMost, figure, edge }) => {
    const held = figure === undefined ? '' : ` (${figure}${edge === undefined ? '' : ` / ${edge}`})`;
    return say(`${capWords[code].zh}${held}：等级至多 ${atMost}`, `${told(capWords[code])}${held}: at most ${atMost}`);
  });

const fileRisks = ({ customer, say, told }: Writing): string[] => [
  ...factsOf(customer)
    .filter(isBadNews)
    .map((fact) => told(factInLine(fact))),
  ...(customer.badCredit.size === 0
    ? []
    : [say(`不良信用记录 ${customer.badCredit.size} 条`, `${customer.badCredit.size} bad credit records`)]),
];

const modelRisks = ({ assessed, say, told }: Writing): string[] => {
  const { noGradeReasons, crossChecks, characteristic, ratios, underCloseWatch } = assessed.result;
  const distressed = crossChecks.filter(({ zone }) => zone === 'distress').map(({ code }) => code);
  const unknown = ratios.filter(({ value }) => value === undefined).length;
  const unanswered = characteristic.aspects - characteristic.answered;
  return [
    ...noGradeReasons.map((reason) => told(noGradeWords[reason])),
    ...(underCloseWatch ? [say('该等级须密切关注', 'this grade is kept under close watch')] : []),
    ...(distressed.length === 0
      ? []
      : [
          say(
            `对照模型 ${distressed.join('、')} 提示${zoneWords.distress.zh}`,
            `cross-checks in distress: ${distressed.join(', ')}`,
          ),
        ]),
    ...(unanswered === 0 ? [] : [say(`${unanswered} 项特征没有信息`, `nothing is known of ${unanswered} aspects`)]),
    ...(unknown === 0 ? [] : [say(`${unknown} 项比率缺少数据`, `${unknown} ratios lack their figures`)]),
  ];
};

export const risks = (writing: Writing): ReportSection => {
  const found = [...capRisks(writing), ...fileRisks(writing), ...modelRisks(writing)];
  const none = writing.say('未发现需要单独说明的风险。', 'Nothing was found that has to be said apart.');
  const blocks = found.length === 0 ? [paragraph(none)] : found.map((risk) => paragraph(`• ${risk}`));
  return { code: 'risks', title: writing.say('风险提示', 'Risks'), blocks };
};

const RECOMMENDED = {
  approve: { zh: '同意', en: 'approve' },
  'approve-with-conditions': { zh: '有条件同意', en: 'approve with conditions' },
  refuse: { zh: '不同意', en: 'refuse' },
} as const;

export const opinion = ({ application, assessed, say, told }: Writing): ReportSection => {
  const title = say('调查意见', 'Opinion');
  const { report } = application;
  if (report?.assessmentId !== assessed.assessmentId)
    return {
      code: 'opinion',
      title,
      blocks: [paragraph(say('调查意见尚未填写。', 'No opinion has been written yet.'))],
    };
  const limit = report.recommendedLimit;
  const days = report.recommendedTermDays;
  const blocks: ReportBlock[] = [
    ...facts([
      [say('建议', 'Recommendation'), told(RECOMMENDED[report.recommendation])],
      [
        say('建议额度', 'Limit'),
        limit === undefined ? undefined : say(`${withCommas(limit)} 元`, `CNY ${withCommas(limit)}`),
      ],
      [say('建议账期', 'Term'), days === undefined ? undefined : say(`${days} 天`, `${days} days`)],
      [say('条件', 'Conditions'), report.conditions],
      [say('调查人', 'Written by'), `${report.writtenBy} · ${report.on}`],
    ]),
    ...report.opinion.split(/\n+/).map(paragraph),
  ];
  return { code: 'opinion', title, blocks };
};

export const reviewersRemarks = ({ application, assessed, say }: Writing): ReportSection => {
  const remarks = application.remarks.filter(({ assessmentId }) => assessmentId === assessed.assessmentId);
  const blocks =
    remarks.length === 0
      ? [paragraph(say('（无）', '(none)'))]
      : remarks.map(({ remark, remarkedBy, on }) => paragraph(`${remark} — ${remarkedBy}, ${on}`));
  return { code: 'remarks', title: say('审核意见', "Reviewer's remarks"), blocks };
};

export const decision = ({ application, say }: Writing): ReportSection => {
  const decided = application.decision;
  const title = say('审批决定', 'Decision');
  const places = [say('调查人', 'Analyst'), say('审核人', 'Reviewer'), say('审批人', 'Approver')];
  const signed: ReportBlock = { kind: 'signatures', places };
  switch (decided?.type) {
    case undefined:
      return { code: 'decision', title, blocks: [paragraph(say('尚未决定。', 'Not decided yet.')), signed] };
    case 'ApplicationApproved': {
      const { limit, termDays, conditions, decidedBy, proposedBy, on } = decided.data;
      const known = facts([
        [say('决定', 'Decision'), say('批准', 'approved')],
        [say('额度', 'Limit'), say(`${withCommas(limit)} 元`, `CNY ${withCommas(limit)}`)],
        [say('账期', 'Term'), say(`${termDays} 天`, `${termDays} days`)],
        [say('条件', 'Conditions'), conditions],
        [say('审批人', 'Approved by'), [proposedBy, decidedBy].filter((by) => by !== undefined).join(', ')],
        [say('日期', 'On'), on],
      ]);
      return { code: 'decision', title, blocks: [...known, signed] };
    }
    case 'ApplicationReturned':
    case 'ApplicationRefused': {
      const { reason, decidedBy, on } = decided.data;
      const what = decided.type === 'ApplicationReturned' ? say('退回', 'returned') : say('拒绝', 'refused');
      const known = facts([
        [say('决定', 'Decision'), what],
        [say('理由', 'Reason'), reason],
        [say('审批人', 'Decided by'), `${decidedBy} · ${on}`],
      ]);
      return { code: 'decision', title, blocks: [...known, signed] };
    }
  }
};
