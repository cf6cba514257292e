import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExposureView } from '@app/contracts/customer';
import { exceeds, isNil, minus, nil, percentOf, plus, smaller, type Yuan } from '@app/kernel/yuan';
import { forDrawing, isNegative, moneyText } from '../figures/money-text';
import { Money } from '../parts/money';

type Part = Readonly<{ key: string; name: string; amount: Yuan }>;
type Props = Readonly<{ exposure: ExposureView; shipment?: Yuan }>;

const larger = (a: Yuan, b: Yuan): Yuan => (exceeds(a, b) ? a : b);
const without = (a: Yuan, b: Yuan): Yuan => larger(minus(a, b), nil);

/** What the bar is made of: cash not yet allocated covers receivables first, as far as the server counts it. */
const useParts = ({ exposure, shipment = nil }: Props) => {
  const { t } = useTranslation();
  const ceiling = plus(exposure.limit, exposure.greenChannel);
  const receivables = smaller(exposure.receivables, without(exposure.exposure, exposure.reserved));
  const undisputed = without(receivables, exposure.disputed);
  const used = plus(larger(exposure.exposure, nil), shipment);
  const parts: readonly Part[] = [
    { key: 'receivables', name: t('words.receivables'), amount: undisputed },
    { key: 'disputed', name: t('words.disputed'), amount: minus(receivables, undisputed) },
    { key: 'reserved', name: t('words.reserved'), amount: exposure.reserved },
    { key: 'shipment', name: t('customer.thisShipment'), amount: shipment },
    { key: 'available', name: t('words.available'), amount: without(ceiling, used) },
  ];
  return { ceiling, used, parts, full: larger(ceiling, used) };
};

const Row = ({ of, name, children }: Readonly<{ of: string; name: string; children: ReactNode }>) => (
  <div>
    <dt>
      <i className={`swatch ${of}`} aria-hidden="true" />
      {name}
    </dt>
    <dd>{children}</dd>
  </div>
);

const Figures = ({ exposure }: Readonly<{ exposure: ExposureView }>) => {
  const { t } = useTranslation();
  return (
    <dl className="exposure-figures">
      <Row of="limit" name={t('words.limit')}>
        <Money value={exposure.limit} />
      </Row>
      {isNil(exposure.greenChannel) ? null : (
        <Row of="limit" name={t('words.greenChannel')}>
          <Money value={exposure.greenChannel} />
        </Row>
      )}
      <Row of="receivables" name={t('words.receivables')}>
        <Money value={exposure.receivables} />
      </Row>
      {isNil(exposure.disputed) ? null : (
        <Row of="disputed" name={t('words.disputed')}>
          <Money value={exposure.disputed} />
        </Row>
      )}
      <Row of="reserved" name={t('words.reserved')}>
        <Money value={exposure.reserved} />
      </Row>
      {isNil(exposure.unallocatedCash) ? null : (
        <Row of="cash" name={t('words.unallocatedCash')}>
          <Money value={exposure.unallocatedCash} />
        </Row>
      )}
      <Row of="available" name={t('words.available')}>
        <strong>
          <Money value={exposure.available} />
        </strong>
      </Row>
    </dl>
  );
};

/** Limit, receivables, reserved and what is free as one bar; the mark is the limit when more than that is used. */
export const ExposureBar = ({ exposure, shipment }: Props) => {
  const { t } = useTranslation();
  const { ceiling, used, parts, full } = useParts(shipment === undefined ? { exposure } : { exposure, shipment });
  const width = (amount: Yuan): string => `${percentOf(amount, full) ?? '0'}%`;
  const over = minus(used, ceiling);
  const isOver = !isNil(over) && !isNegative(over);
  const share = percentOf(exposure.exposure, ceiling);
  const shown = parts.filter(({ amount }) => forDrawing(amount) > 0);
  return (
    <div className="exposure">
      <div
        className="exposure-bar"
        role="img"
        aria-label={shown.map(({ name, amount }) => `${name} ${moneyText(amount)}`).join('; ')}
      >
        {shown.map(({ key, name, amount }) => (
          <i key={key} className={key} style={{ width: width(amount) }} title={`${name} ${moneyText(amount)}`} />
        ))}
        {isOver ? <b className="limit-mark" style={{ left: width(ceiling) }} /> : null}
      </div>
      <div className="exposure-words small">
        {share === undefined || shipment !== undefined ? null : (
          <span className="num">{t('customer.used', { share })}</span>
        )}
        {isOver ? <span className="bad num">{t('customer.overLimit', { amount: moneyText(over) })}</span> : null}
      </div>
      {shipment === undefined ? <Figures exposure={exposure} /> : null}
    </div>
  );
};
