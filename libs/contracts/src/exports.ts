import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { language } from '@app/kernel/language';
import { agingBasis, agingGrouping, knownAtText } from './aging';

// Queries of files that a spreadsheet opens: with a position as `knownAt` the same bytes again.
const asked = { knownAt: knownAtText.optional(), lang: language.optional() };
const asOf = { ...asked, asOf: businessDate.optional() };

export const agingExportQuery = z.strictObject({
  ...asOf,
  by: agingGrouping.default('customer'),
  basis: agingBasis.default('due'),
});
export const receivablesExportQuery = z.strictObject({ ...asOf, customerId: id.optional() });
export const forecastExportQuery = z.strictObject({ ...asOf, customerId: id.optional() });
export const ledgerExportQuery = z.strictObject({ ...asked, customerId: id, from: businessDate, to: businessDate });
