import { useTranslation } from 'react-i18next';
import { type ExposureView } from '@app/contracts/customer';
import { exceeds, isNil, minus, nil, percentOf, plus, smaller, total, type Yuan } from '@app/kernel/yuan';
import { forDrawing, isNegative, moneyText } from '../figures/money-text';

type Part = Readonly<{ key: string; name: string; amount: Yuan }>;
type Props = Readonly<{ exposure: ExposureView; shipment?: Yuan }>;

const larger = (a: Yuan, b: Yuan): Yuan => (exceeds(a, b) ? a : b);
const without = (a: Yuan, b: Yuan): Yuan => larger(minus(a, b), nil);

/** Everything that may be owed in all; an unlimited account has no such figure. */
export const ceilingOf = ({ limit, temporary, greenChannel }: ExposureView): Yuan =>
  total([limit, temporary, greenChannel]);

/** Cash, deposits, and whatever the policy does not count, cover the first of the parts first, so that the bar is as long as the exposure. */
const covered = (parts: readonly Part[], exposure: Yuan): readonly Part[] => {
  let left = without(total(parts.map(({ amount }) => amount)), exposure);
  return parts.map((part) => {
    const cover = smaller(left, part.amount);
    left = minus(left, cover);
    return { ...part, amount: minus(part.amount, cover) };
  });
};

const useParts = ({ exposure, shipment = nil }: Props) => {
  const { t } = useTranslation();
  const isUnlimited = exposure.limitKind === 'unlimited';
  const owed = larger(exposure.exposure, nil);
  const disputed = smaller(exposure.disputed, exposure.receivables);
  const used = plus(owed, shipment);
  const ceiling = isUnlimited ? used : ceilingOf(exposure);
  const owing: readonly Part[] = [
    { key: 'receivables', name: t('words.receivables'), amount: minus(exposure.receivables, disputed) },
    { key: 'disputed', name: t('words.disputed'), amount: disputed },
    { key: 'bills', name: t('account.component.bills'), amount: exposure.bills },
    { key: 'dispatched', name: t('account.component.dispatched'), amount: exposure.dispatched },
    { key: 'reserved', name: t('words.reserved'), amount: exposure.reserved },
  ];
  const parts: readonly Part[] = [
    ...covered(owing, owed),
    { key: 'shipment', name: t('customer.thisShipment'), amount: shipment },
    { key: 'available', name: t('words.available'), amount: without(ceiling, used) },
  ];
  return { ceiling, used, parts, full: larger(ceiling, used) };
};

/** What is owed and what is free as one bar; the mark is the ceiling when more than that is used. */
export const ExposureBar = ({ exposure, shipment }: Props) => {
  const { t } = useTranslation();
  const { ceiling, used, parts, full } = useParts(shipment === undefined ? { exposure } : { exposure, shipment });
  const width = (amount: Yuan): string => `${percentOf(amount, full) ?? '0'}%`;
  const over = minus(used, ceiling);
  const isOver = !isNil(over) && !isNegative(over);
  const isUnlimited = exposure.limitKind === 'unlimited';
  const share = isUnlimited ? undefined : percentOf(exposure.exposure, ceiling);
  const shown = parts.filter(({ amount }) => forDrawing(amount) > 0);
  return (
    <div className="exposure">
      <div
        className="exposure-bar"
        role="img"
        aria-label={shown.map(({ name, amount }) => `${name} ${moneyText(amount)}`).join('; ') || t('words.exposure')}
      >
        {shown.map(({ key, name, amount }) => (
          <i key={key} className={key} style={{ width: width(amount) }} title={`${name} ${moneyText(amount)}`} />
        ))}
        {isOver ? <b className="limit-mark" style={{ left: width(ceiling) }} /> : null}
      </div>
      <div className="exposure-words small">
        {isUnlimited ? <span>{t('account.unlimitedLong')}</span> : null}
        {share === undefined || shipment !== undefined ? null : (
          <span className="num">{t('customer.used', { share })}</span>
        )}
        {isOver ? <span className="bad num">{t('customer.overLimit', { amount: moneyText(over) })}</span> : null}
      </div>
    </div>
  );
};
