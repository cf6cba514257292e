import type { CreditApplicationEvent } from '@app/domain/credit-application/events';
import { money, say, type Sentences } from './sentence';
import { answerWords, letterWords, outcomeOfAssessment, reassessmentWords, recommendationWords } from './words';

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
  AnswersCarriedOver: ({ applicationId, from, answers }) =>
    say(
      `申请 ${applicationId} 沿用申请 ${from} 的 ${Object.keys(answers).length} 项特征答案`,
      `Application ${applicationId} starts from ${Object.keys(answers).length} answers of application ${from}`,
    ),
  OverruleGiven: ({ applicationId, aspect, answer, reason, givenBy }) =>
    say(
      `${givenBy} 在申请 ${applicationId} 中将 ${aspect} 的系统答案改为“${answerWords[answer].zh}”：${reason}`,
      `${givenBy} overruled the system’s answer to ${aspect} of application ${applicationId} with ${answerWords[answer].en}: ${reason}`,
      'warning',
    ),
  OverruleWithdrawn: ({ applicationId, aspect, withdrawnBy }) =>
    say(
      `${withdrawnBy} 撤回申请 ${applicationId} 中对 ${aspect} 的改答`,
      `${withdrawnBy} withdrew the overruling of ${aspect} of application ${applicationId}`,
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
  ReportWritten: ({ applicationId, recommendation, writtenBy }) => {
    const word = recommendationWords[recommendation];
    return say(
      `${writtenBy} 完成申请 ${applicationId} 的资信调查报告：${word.zh}`,
      `${writtenBy} wrote the report on application ${applicationId}: ${word.en}`,
    );
  },
  ReportRemarked: ({ applicationId, remarkedBy, remark }) =>
    say(
      `${remarkedBy} 对申请 ${applicationId} 的报告提出意见：${remark}`,
      `${remarkedBy} remarked on the report on application ${applicationId}: ${remark}`,
    ),
  ApprovalProposed: ({ applicationId, limit, termDays, grade, proposedBy }) =>
    say(
      `${proposedBy} 同意申请 ${applicationId}，待第二人审批：等级 ${grade}，额度 ${money(limit)} 元，账期 ${termDays} 天`,
      `${proposedBy} approved application ${applicationId}, a second approver has to agree: grade ${grade}, limit CNY ${money(limit)} for ${termDays} days`,
    ),
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
  LetterIssued: ({ applicationId, about, issuedBy }) => {
    const word = letterWords[about];
    return say(
      `${issuedBy} 就申请 ${applicationId} 向客户发出${word.zh}，并通知主销单位`,
      `${issuedBy} issued ${word.en} on application ${applicationId} to the customer, with a notice to the selling unit`,
    );
  },
  ReassessmentDue: ({ applicationId, because, evidence, dueOn }) => {
    const word = reassessmentWords[because];
    return say(
      `申请 ${applicationId} 须于 ${dueOn} 起重新评估：${word.zh}（${evidence}）`,
      `The customer of application ${applicationId} has to be assessed anew from ${dueOn}: ${word.en} (${evidence})`,
      'warning',
    );
  },
  AgreementSigned: ({ agreementId, limit, termDays, validFrom, validTo }) =>
    say(
      `签订信用销售协议 ${agreementId}：额度 ${money(limit)} 元，账期 ${termDays} 天，${validFrom} 至 ${validTo}`,
      `Agreement ${agreementId} was signed: limit CNY ${money(limit)}, ${termDays} days, ${validFrom} to ${validTo}`,
      'good',
    ),
};
