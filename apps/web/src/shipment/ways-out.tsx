import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type ShipmentCheck, type WayOutView } from '@app/contracts/shipment';
import { ruleName } from '@app/kernel/rule-outcome';
import { useAct } from '../dialogs/acting';
import { type Asking } from './question';

type Step = Readonly<{ label: string; go: () => void }>;
type Props = Readonly<{ check: ShipmentCheck; asking: Asking; isOffered: boolean }>;

/** What this page itself can do about it; the others are done at the bank, or in the customer file. */
const useSteps = ({ check, asking }: Props) => {
  const { t } = useTranslation();
  const act = useAct();
  return (way: WayOutView): Step | undefined => {
    switch (way.way) {
      case 'special-approval': {
        const blocking = check.rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => rule);
        const excuses = blocking.flatMap((rule) => ruleName.safeParse(rule).data ?? []);
        const { amount } = way;
        return {
          label: t('shipment.doApprove'),
          go: () => act({ kind: 'approval', amount, excuses, isAskedWith: true }),
        };
      }
      case 'ship-less':
        return { label: t('shipment.doShipLess'), go: () => void asking.ask({ amount: way.amount ?? '' }) };
      case 'agreed-terms':
        return { label: t('shipment.doTerms'), go: () => void asking.ask({ termDays: String(way.termDays ?? '') }) };
      case 'lift-hold': {
        const { holdId } = way;
        if (holdId === undefined) return undefined;
        return {
          label: t('shipment.doLift'),
          go: () => act({ kind: 'removal', what: holdId, path: ['holds', holdId, 'removal'] }),
        };
      }
      case 'lift-blacklist':
        return {
          label: t('shipment.doLift'),
          go: () => act({ kind: 'removal', what: t('words.blacklisted'), path: ['blacklist', 'lifting'] }),
        };
      case 'pay':
      case 'pay-receivable':
      case 'agreement':
      case 'security':
      case 'statement':
      case 'customer-file':
        return undefined;
    }
  };
};

const keyOf = ({ way, receivableId = '', holdId = '' }: WayOutView): string => `${way}/${receivableId}/${holdId}`;

/** What would let a refused shipment through, and the button for what can be done here. */
export const WaysOut = (props: Props) => {
  const { t } = useTranslation();
  const titleId = useId();
  const stepFor = useSteps(props);
  const { waysOut } = props.check;
  if (waysOut.length === 0) return null;
  return (
    <section className="ways" aria-labelledby={titleId}>
      <h3 id={titleId}>
        {t('shipment.waysOut')} <small className="quiet">{t('shipment.waysOutHint')}</small>
      </h3>
      <ol>
        {waysOut.map((way) => {
          const step = props.isOffered ? stepFor(way) : undefined;
          return (
            <li key={keyOf(way)}>
              <span>{way.text}</span>
              {step === undefined ? null : (
                <Button size="small" onClick={step.go}>
                  {step.label}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
};
