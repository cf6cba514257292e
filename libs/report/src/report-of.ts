import type { InvestigationReport, ReportSection } from '@app/contracts/investigation-report';
import { outcomeWords } from '@app/credit-model/explanation/explanation-words';
import type { Language } from '@app/kernel/language';
import { withCommas } from '@app/kernel/yuan';
import { proseOf } from './prose';
import { DASH, facts, paragraph, type ReportMaterial, type Writing } from './report-material';
import { needForCredit, securityOffered, whoItIs } from './sections/customer-sections';
import { financialPosition, operations, ratiosSection } from './sections/figures-sections';
import { decision, opinion, reviewersRemarks, risks } from './sections/judgement-sections';
import { characteristicModel, crossCheckModels, measuredAnswers, workingAssetsModel } from './sections/model-sections';

const result = ({ assessed, say, told }: Writing): ReportSection => {
  const { outcome, grade, limit, tier, characteristicGrade, percent, coverage } = assessed.result;
  const blocks = facts([
    [say('结论', 'Outcome'), told(outcomeWords[outcome])],
    [say('信用等级', 'Credit grade'), grade ?? DASH],
    [say('建议额度', 'Suggested limit'), say(`${withCommas(limit)} 元`, `CNY ${withCommas(limit)}`)],
    [say('额度分级', 'Limit tier'), tier ?? DASH],
    [say('特征信用等级', 'Characteristic grade'), `${characteristicGrade} · ${percent} %`],
    [say('信息覆盖率', 'Coverage'), `${coverage} %`],
    [say('评估', 'Assessed'), `${assessed.assessedBy} · ${assessed.on} · ${assessed.assessmentId}`],
  ]);
  return { code: 'result', title: say('评估结论', 'Result'), blocks };
};

const reasoning = (writing: Writing): ReportSection => ({
  code: 'reasons',
  title: writing.say('评定理由', 'Reasons'),
  blocks: proseOf(writing).map(paragraph),
});

const basis = ({ assessed, policy, say, told }: Writing): ReportSection => {
  const { id, version, hash } = assessed.policy;
  const sources = [policy.grades.source, policy.evaluation.source, policy.stepped.source, policy.standards.source];
  return {
    code: 'basis',
    title: say('依据', 'Basis'),
    blocks: facts([
      [say('评分政策', 'Scoring policy'), `${told(policy.name)} ${id} v${version}`],
      [say('内容哈希', 'Content hash'), hash],
      [say('各节出处', 'Sources'), [...new Set(sources)].join('\n')],
    ]),
  };
};

const SECTIONS: readonly ((writing: Writing) => ReportSection | undefined)[] = [
  result,
  whoItIs,
  needForCredit,
  securityOffered,
  financialPosition,
  ratiosSection,
  operations,
  risks,
  characteristicModel,
  measuredAnswers,
  workingAssetsModel,
  crossCheckModels,
  reasoning,
  opinion,
  reviewersRemarks,
  decision,
  basis,
];

/**
 * The credit investigation report 客户资信调查报告 of one assessment, in one language. Nothing is computed anew: every figure
 * is one that the assessment's event holds, and only the lengths of bars are drawn from two of them.
 */
export const reportOf = (material: ReportMaterial, language: Language): InvestigationReport => {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const writing: Writing = { ...material, language, say, told: (both) => both[language] };
  const { assessed, customer, policy, application } = material;
  return {
    language,
    title: say('客户资信调查报告', 'Credit investigation report'),
    customerId: customer.registered.customerId,
    customerName: customer.registered.name,
    applicationId: application.filed.applicationId,
    assessmentId: assessed.assessmentId,
    assessedOn: assessed.on,
    assessedBy: assessed.assessedBy,
    outcome: outcomeWords[assessed.result.outcome][language],
    grade: assessed.result.grade ?? DASH,
    limit: assessed.result.limit,
    policy: assessed.policy,
    policyName: policy.name[language],
    sections: SECTIONS.map((section) => section(writing)).filter((section) => section !== undefined),
  };
};
