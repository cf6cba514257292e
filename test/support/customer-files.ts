import { createHash } from 'node:crypto';
import type { FileFact, Identity } from '@app/credit-model/customer-file/file-facts';
import type { OfferedSecurity } from '@app/credit-model/security';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { dealer, secondOfMarch } from './credit-files';

// What is asked of one made-up customer's file, in few words; see credit-files.
type Command<Type extends CustomerCommand['type']> = Extract<CustomerCommand, { type: Type }>;
const asked = { customerId: dealer, on: dateOf(secondOfMarch) };

export const completeDetails = (
  details: Identity,
  withdrawn: Command<'CompleteDetails'>['data']['withdrawn'] = [],
): Command<'CompleteDetails'> => ({
  type: 'CompleteDetails',
  data: { ...asked, details, withdrawn, completedBy: 'analyst-li' },
});
export const recordFact = (factId: string, fact: FileFact, correction?: string): Command<'RecordFact'> => ({
  type: 'RecordFact',
  data: { ...asked, factId, fact, ...(correction !== undefined && { correction }), recordedBy: 'analyst-li' },
});
export const withdrawFact = (factId: string): Command<'WithdrawFact'> => ({
  type: 'WithdrawFact',
  data: { ...asked, factId, reason: '同名公司', withdrawnBy: 'analyst-li' },
});

type Worth = Partial<Record<'appraisedValue' | 'liquidationValue' | 'coveragePercent' | 'validTo', string>>;
const worthOf = (worth: Worth) => {
  const {
    appraisedValue = '2000000',
    liquidationValue = '1400000',
    coveragePercent = '100',
    validTo = '2027-12-31',
  } = worth;
  return {
    appraisedValue: ofYuan(appraisedValue),
    liquidationValue: ofYuan(liquidationValue),
    coveragePercent,
    validTo: dateOf(validTo),
  };
};
export const offerSecurity = (
  securityId: string,
  worth: Worth = {},
  kind: OfferedSecurity['kind'] = 'mortgage',
): Command<'OfferSecurity'> => ({
  type: 'OfferSecurity',
  data: { ...asked, securityId, kind, description: '门店房产', ...worthOf(worth), recordedBy: 'analyst-li' },
});
export const revalueSecurity = (securityId: string, worth: Worth): Command<'RevalueSecurity'> => ({
  type: 'RevalueSecurity',
  data: { ...asked, securityId, ...worthOf(worth), reason: '年度复评', revaluedBy: 'analyst-li' },
});
export const releaseSecurity = (securityId: string): Command<'ReleaseSecurity'> => ({
  type: 'ReleaseSecurity',
  data: { ...asked, securityId, reason: '贷款置换', releasedBy: 'approver-wang' },
});

/** A paper by what it contains. */
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
export const attach = (content: string, name: string): Command<'AddAttachment'> => ({
  type: 'AddAttachment',
  data: {
    ...asked,
    sha256: hashOf(content),
    name,
    kind: 'photo',
    bytes: Buffer.byteLength(content),
    mediaType: 'image/jpeg',
    addedBy: 'analyst-li',
  },
});
export const withdrawAttachment = (content: string): Command<'WithdrawAttachment'> => ({
  type: 'WithdrawAttachment',
  data: { ...asked, sha256: hashOf(content), reason: '传错文件', withdrawnBy: 'analyst-li' },
});
