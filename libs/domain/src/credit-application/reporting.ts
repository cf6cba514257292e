import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { exceeds } from '@app/kernel/yuan';
import { lastAssessment, type Application } from './application';
import type { RemarkReport, WriteReport } from './commands';
import type { CreditApplicationEvent } from './events';
import { requireStage } from './stages';

/** A report is on the last assessment; what it says of an earlier one nobody decides on. */
const requireLast = (assessmentId: string, application: Application): void => {
  const last = lastAssessment(application)?.assessmentId;
  if (last === undefined || last === assessmentId) return;
  throw new Problem('report-on-older-assessment', { assessment: assessmentId, last });
};

/** The report may be written anew until the application is decided; the same again does nothing. */
export const writeReport = ({ data }: WriteReport, application: Application): CreditApplicationEvent[] => {
  const { by, ...said } = data;
  const { customerId, amount } = application.filed;
  const written = { ...said, customerId, writtenBy: by };
  const { report } = application;
  if (report !== undefined && sameContent({ ...written, on: report.on }, report)) return [];
  requireStage(application, ['assessed', 'reported']);
  requireLast(data.assessmentId, application);
  const isGraded = lastAssessment(application)?.result.grade !== undefined;
  if (!isGraded && data.recommendation !== 'refuse') throw new Problem('declined-needs-refusal');
  const { recommendedLimit: limit } = data;
  if (limit !== undefined && exceeds(limit, amount)) throw new Problem('limit-above-asked', { limit, asked: amount });
  return [{ type: 'ReportWritten', data: written }];
};

export const remarkReport = ({ data }: RemarkReport, application: Application): CreditApplicationEvent[] => {
  const { by, ...said } = data;
  const remarked = { ...said, customerId: application.filed.customerId, remarkedBy: by };
  const before = application.remarks.find(({ remarkId }) => remarkId === data.remarkId);
  if (before !== undefined) {
    const again = { ...remarked, on: before.on };
    if (sameContent(again, before)) return [];
    throw new Problem('same-id-other-content', { id: data.remarkId, ...firstDifference(before, again) });
  }
  requireStage(application, ['reported']);
  requireLast(data.assessmentId, application);
  return [{ type: 'ReportRemarked', data: remarked }];
};
