import { useTranslation } from 'react-i18next';
import { exposureComponent, type ExposureComponent } from '@app/contracts/credit-limit';
import { type ExposureView } from '@app/contracts/customer';
import { isNil } from '@app/kernel/yuan';
import { moneyText } from '../figures/money-text';

const LESS: readonly ExposureComponent[] = ['unallocatedCash', 'creditNotes', 'deposits'];
/** Of receivables, though they are mostly paid, and of what is reserved it is worth saying that there is none. */
const ALWAYS: readonly ExposureComponent[] = ['receivables', 'reserved', 'dispatched'];
const ORDER = [
  ...(['receivables', 'disputed', 'bills', 'dispatched', 'reserved', 'planned'] as const),
  ...(['unallocatedCash', 'creditNotes', 'deposits'] as const),
] as const satisfies readonly ExposureComponent[];

type Props = Readonly<{ exposure: ExposureView; open: (component: ExposureComponent) => void }>;

/** The components that add up to the exposure; each opens what it is made of. */
export const ComponentList = ({ exposure, open }: Props) => {
  const { t } = useTranslation();
  const shown = ORDER.filter(
    (name) => exposureComponent.options.includes(name) && (ALWAYS.includes(name) || !isNil(exposure[name])),
  );
  return (
    <ul className="components" aria-label={t('account.components')}>
      {shown.map((name) => (
        <li key={name}>
          <button type="button" className="component" disabled={isNil(exposure[name])} onClick={() => open(name)}>
            <i className={`swatch ${name}`} aria-hidden="true" />
            <span>{t(`account.component.${name}`)}</span>
            {name === 'planned' ? <small className="quiet">{t('account.notCounted')}</small> : null}
            <b className="num">
              {LESS.includes(name) ? '\u2212' : ''}
              {moneyText(exposure[name])}
            </b>
          </button>
        </li>
      ))}
    </ul>
  );
};
