import { type TextsLike } from '../texts-like';
import type * as zh from '../zh/report';

export const report: TextsLike<typeof zh.report> = {
  open: 'Investigation report',
  pdf: 'Download PDF',
  docx: 'Download Word',
};
