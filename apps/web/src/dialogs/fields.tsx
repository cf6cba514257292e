import { DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { createContext, useContext, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readAmount } from '../figures/amount-input';
import { useDayLocale } from '../parts/day-locale';

/** Whether it was tried to send the form, and what the server said of its fields. */
export const FormState = createContext<Readonly<{ isTried: boolean; problems: ReadonlyMap<string, string> }>>({
  isTried: false,
  problems: new Map(),
});

type Common = Readonly<{ name: string; label: string; hint?: string | undefined; isNeeded?: boolean }>;
type Typed = Readonly<{ typed: string; type: (typed: string) => void }>;
type Input_ = Readonly<{
  id: string;
  status: '' | 'error';
  'aria-invalid': boolean;
  'aria-describedby': string;
}>;
type FieldProps = Common &
  Readonly<{ typed: string; wrong?: string | undefined; children: (input: Input_) => ReactNode }>;

/** A label, a field, and beside it what would be right: at once where something is wrong, after the first try where it is missing. */
const Field = ({ name, label, hint, isNeeded = false, typed, wrong, children }: FieldProps) => {
  const { t } = useTranslation();
  const { isTried, problems } = useContext(FormState);
  const id = useId();
  const missing = isNeeded && isTried && typed.trim() === '' ? t('act.missing') : undefined;
  const complaint = wrong ?? missing ?? problems.get(name);
  const isBad = complaint !== undefined;
  const words = complaint ?? hint;
  return (
    <div className="dialog-field">
      <label htmlFor={id}>{label}</label>
      {children({ id, status: isBad ? 'error' : '', 'aria-invalid': isBad, 'aria-describedby': `${id}-words` })}
      <p id={`${id}-words`} className={isBad ? 'small bad' : 'small quiet'} role={isBad ? 'alert' : undefined}>
        {words}
      </p>
    </div>
  );
};

type TextProps = Common & Typed & Readonly<{ wrong?: string | undefined; isLong?: boolean; isNumber?: boolean }>;
const TEXT_MAX = 500;

export const TextField = ({ typed, type, isLong = false, isNumber = false, ...field }: TextProps) => (
  <Field {...field} typed={typed}>
    {(input) =>
      isLong ? (
        <Input.TextArea
          {...input}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={TEXT_MAX}
          value={typed}
          onChange={({ target }) => type(target.value)}
        />
      ) : (
        <Input
          {...input}
          autoComplete="off"
          inputMode={isNumber ? 'numeric' : 'text'}
          value={typed}
          onChange={({ target }) => type(target.value)}
        />
      )
    }
  </Field>
);

export const AmountField = ({ typed, type, ...field }: Common & Typed) => {
  const { t } = useTranslation();
  const input = readAmount(typed);
  return (
    <Field {...field} typed={typed} wrong={input.kind === 'wrong' ? t(`customer.amountWrong.${input.why}`) : undefined}>
      {(attributes) => (
        <Input
          {...attributes}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => type(target.value)}
        />
      )}
    </Field>
  );
};

const DAY = 'YYYY-MM-DD';

export const DayField = ({ typed, type, ...field }: Common & Typed) => {
  useDayLocale();
  return (
    <Field {...field} typed={typed}>
      {(attributes) => (
        <DatePicker
          {...attributes}
          format={DAY}
          value={typed === '' ? null : dayjs(typed, DAY)}
          onChange={(day: dayjs.Dayjs | null) => type(day === null ? '' : day.format(DAY))}
        />
      )}
    </Field>
  );
};
