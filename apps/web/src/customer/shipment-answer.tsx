import { useTranslation } from 'react-i18next';
import { type RuleView, type ShipmentCheck } from '@app/contracts/shipment';
import { moneyText } from '../figures/money-text';
import { Mark } from '../parts/mark';
import { ExposureBar } from './exposure-bar';

const SIGN = { pass: 'check', warn: 'bang', block: 'cross' } as const satisfies Record<RuleView['outcome'], string>;
const URGENCY: Record<RuleView['outcome'], number> = { block: 0, warn: 1, pass: 2 };

const useSummary = ({ rules }: ShipmentCheck): string => {
  const { t } = useTranslation();
  const blocked = rules.filter(({ outcome }) => outcome === 'block').length;
  const warned = rules.filter(({ outcome }) => outcome === 'warn').length;
  if (blocked > 0) return t('customer.blockers', { n: blocked });
  return warned > 0 ? t('customer.passedWithWarnings', { n: warned }) : t('customer.allPassed');
};

const Rule = ({ rule }: Readonly<{ rule: RuleView }>) => {
  const { t } = useTranslation();
  return (
    <li className={rule.outcome}>
      <b>
        <Mark sign={SIGN[rule.outcome]} size={12} />
      </b>
      <span>
        <span className="rule-word">{t(`customer.rules.${rule.outcome}`)}</span> {rule.text}
      </span>
    </li>
  );
};

/** Yes or no, large and plain, then every rule with the figures behind it: those that block first. */
export const ShipmentAnswer = ({ check }: Readonly<{ check: ShipmentCheck }>) => {
  const { t } = useTranslation();
  const summary = useSummary(check);
  const rules = check.rules.toSorted((a, b) => URGENCY[a.outcome] - URGENCY[b.outcome]);
  return (
    <div className="answer" role="status">
      <p className={`answer-word ${check.decision}`}>
        <b>
          <Mark sign={check.decision === 'yes' ? SIGN.pass : SIGN.block} size={24} />
        </b>
        <span>
          {t(`customer.${check.decision}`)}
          <small>
            {t('customer.checkedFor', { amount: moneyText(check.amount), date: check.asOf })} · {summary}
          </small>
        </span>
      </p>
      <ExposureBar exposure={check.exposure} shipment={check.amount} />
      <ul className="rules">
        {rules.map((rule) => (
          <Rule key={rule.rule} rule={rule} />
        ))}
      </ul>
    </div>
  );
};
