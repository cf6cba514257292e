import { ofYuan } from '@app/kernel/yuan';
import type { FieldForm } from './what-if-fields';

/** As it is typed at a terminal or sent as JSON; null takes away what is there. Money and figures are text. */
export type TypedValue = string | number | boolean | null;

const FORMS: Readonly<Record<'amount' | 'figure' | 'decimal' | 'date', RegExp>> = {
  amount: /^\d{1,12}(\.\d{1,2})?$/,
  figure: /^-?\d{1,13}(\.\d{1,6})?$/,
  decimal: /^-?\d{1,12}(\.\d{1,12})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};
const WHOLE_DIGITS_MAX = 9;
const TEXT_MAX = 200;

const wholeOf = (value: TypedValue): number | undefined => {
  const text = String(value);
  return /^\d+$/.test(text) && text.length <= WHOLE_DIGITS_MAX ? Number(text) : undefined;
};

/** The value as an input holds it; undefined where it has not the form that stands there. */
export const inForm = (form: FieldForm, value: Exclude<TypedValue, null>): string | number | boolean | undefined => {
  if (typeof form === 'object') return typeof value === 'string' && form.includes(value) ? value : undefined;
  switch (form) {
    case 'whole':
      return wholeOf(value);
    case 'yes-no':
      return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
    case 'text':
      return typeof value === 'string' && value.length <= TEXT_MAX ? value : undefined;
    case 'amount':
      return typeof value === 'string' && FORMS.amount.test(value) ? ofYuan(value) : undefined;
    case 'figure':
    case 'decimal':
    case 'date':
      return typeof value === 'string' && FORMS[form].test(value) ? value : undefined;
  }
};

/** What would be right there, as the problem’s sentence reads it. */
export const rightForm = (form: FieldForm): string => (typeof form === 'string' ? form : form.join(' / '));
