import type { CreditApplicationEvent } from '@app/domain/credit-application/events';
import { money, say, type Sentences } from './sentence';
import { outcomeOfAssessment } from './words';

export const applicationSentences: Sentences<CreditApplicationEvent> = {
  ApplicationFiled: ({ applicationId, amount, termDays, filedBy }) =>
    say(
      `${filedBy} 提出信用销售申请 ${applicationId}：${money(amount)} 元，账期 ${termDays} 天`,
      `${filedBy} filed credit application ${applicationId}: CNY ${money(amount)} for ${termDays} days`,
    ),
  ApplicationRefusedAtReview: ({ applicationId, reviewedBy, reason }) =>
    say(
      `${reviewedBy} 初审不通过申请 ${applicationId}:${reason}`,
      `${reviewedBy} refused application ${applicationId} at the preliminary review: ${reason}`,
      'warning',
    ),
  ApplicationSentToAssessment: ({ applicationId, reviewedBy }) =>
    say(
      `${reviewedBy} 初审通过，申请 ${applicationId} 转信用评估`,
      `${reviewedBy} sent application ${applicationId} to assessment`,
    ),
  GreenChannelGranted: ({ applicationId, amount, expiresOn, grantedBy, reason }) =>
    say(
      `${grantedBy} 为申请 ${applicationId} 开通绿色通道 ${money(amount)} 元，至 ${expiresOn}:${reason}`,
      `${grantedBy} granted application ${applicationId} a green channel of CNY ${money(amount)} until ${expiresOn}: ${reason}`,
      'good',
    ),
  AnswersRecorded: ({ applicationId, answers, answeredBy }) =>
    say(
      `${answeredBy} 为申请 ${applicationId} 录入 ${Object.keys(answers).length} 项特征答案`,
      `${answeredBy} recorded ${Object.keys(answers).length} answers for application ${applicationId}`,
    ),
  AssessmentCompleted: ({ applicationId, result: { outcome, grade, limit }, assessedBy }) => {
    const word = outcomeOfAssessment[outcome];
    return grade === undefined
      ? say(
          `${assessedBy} 完成申请 ${applicationId} 的信用评估：${word.zh}`,
          `${assessedBy} assessed application ${applicationId}: ${word.en}`,
          'warning',
        )
      : say(
          `${assessedBy} 完成申请 ${applicationId} 的信用评估：等级 ${grade}，建议额度 ${money(limit)} 元`,
          `${assessedBy} assessed application ${applicationId}: grade ${grade}, suggested limit CNY ${money(limit)}`,
          'good',
        );
  },
  ApplicationApproved: ({ applicationId, limit, termDays, grade, decidedBy }) =>
    say(
      `${decidedBy} 批准申请 ${applicationId}：等级 ${grade}，额度 ${money(limit)} 元，账期 ${termDays} 天`,
      `${decidedBy} approved application ${applicationId}: grade ${grade}, limit CNY ${money(limit)} for ${termDays} days`,
      'good',
    ),
  ApplicationReturned: ({ applicationId, decidedBy, reason }) =>
    say(
      `${decidedBy} 退回申请 ${applicationId} 补充材料：${reason}`,
      `${decidedBy} returned application ${applicationId} for more: ${reason}`,
      'warning',
    ),
  ApplicationRefused: ({ applicationId, decidedBy, reason }) =>
    say(
      `${decidedBy} 否决申请 ${applicationId}:${reason}`,
      `${decidedBy} refused application ${applicationId}: ${reason}`,
      'bad',
    ),
  AgreementSigned: ({ agreementId, limit, termDays, validFrom, validTo }) =>
    say(
      `签订信用销售协议 ${agreementId}：额度 ${money(limit)} 元，账期 ${termDays} 天，${validFrom} 至 ${validTo}`,
      `Agreement ${agreementId} was signed: limit CNY ${money(limit)}, ${termDays} days, ${validFrom} to ${validTo}`,
      'good',
    ),
};
