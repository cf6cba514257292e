import type { BusinessDate } from '@app/kernel/business-date';
import { withCommas } from '@app/kernel/yuan';
import { letterText, type LetterText } from '../letters/letter';
import type { LetterKind } from '../letters/letter-templates';
import type { Application } from './application';
import type { Approval, LetterMaterial } from './commands';
import type { CreditApplicationEvent } from './events';

type Signed = Readonly<{ by: string; on: BusinessDate }>;

const alwaysSaid = ({ filed }: Application, { customerName }: LetterMaterial, { by, on }: Signed) => ({
  customer: customerName,
  unit: filed.sellingUnit,
  application: filed.applicationId,
  filedOn: filed.on,
  asked: withCommas(filed.amount),
  askedTermDays: String(filed.termDays),
  by,
  on,
});

const issued = (
  about: LetterKind,
  { filed: { applicationId, customerId } }: Application,
  { stamp: templates }: LetterMaterial,
  { letter, notice, by: issuedBy, on }: LetterText & Signed,
): CreditApplicationEvent => ({
  type: 'LetterIssued',
  data: { applicationId, customerId, about, templates, letter, notice, issuedBy, on },
});

export const refusalLetter = (
  about: 'refused-at-review' | 'refused',
  application: Application,
  letters: LetterMaterial,
  { reason, ...signed }: Signed & Readonly<{ reason: string }>,
): CreditApplicationEvent => {
  const facts = { ...alwaysSaid(application, letters, signed), reason };
  const text = letterText(letters.templates, about, facts);
  return issued(about, application, letters, { ...text, ...signed });
};

const conditionsOf = ({ conditions, requirements = [] }: Approval): readonly string[] =>
  [conditions, ...requirements.map(({ text }) => text)].filter((text) => text !== '');

/** An approval without conditions needs no letter: the agreement says it all. */
export const approvalLetter = (
  approval: Approval,
  application: Application,
  letters: LetterMaterial,
  signed: Signed,
): CreditApplicationEvent[] => {
  const conditions = conditionsOf(approval);
  if (conditions.length === 0) return [];
  const facts = {
    ...alwaysSaid(application, letters, signed),
    limit: withCommas(approval.limit),
    termDays: String(approval.termDays),
    conditions: conditions.map((text, index) => `${index + 1}. ${text}`).join('\n'),
  };
  const about = 'approved-with-conditions';
  return [issued(about, application, letters, { ...letterText(letters.templates, about, facts), ...signed })];
};
