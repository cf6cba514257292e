import { useTranslation } from 'react-i18next';
import { type RuleView } from '@app/contracts/shipment';
import { Mark } from '../parts/mark';

const SIGN = { pass: 'check', warn: 'bang', block: 'cross' } as const satisfies Record<RuleView['outcome'], string>;

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

const List = ({ rules }: Readonly<{ rules: readonly RuleView[] }>) => (
  <ul className="rules">
    {rules.map((rule) => (
      <Rule key={rule.rule} rule={rule} />
    ))}
  </ul>
);

const SUM: RuleView['rule'] = 'free-limit';

/** The sum that most questions are about, right below the answer. */
export const SumRule = ({ rules }: Readonly<{ rules: readonly RuleView[] }>) => {
  const sum = rules.find(({ rule }) => rule === SUM);
  return sum === undefined ? null : (
    <div className="sum-rule">
      <List rules={[sum]} />
    </div>
  );
};

/** Those that block, then those that warn; what passed is folded away, and there for whoever wants to see it. */
export const Rules = ({ rules }: Readonly<{ rules: readonly RuleView[] }>) => {
  const { t } = useTranslation();
  const of = (outcome: RuleView['outcome']) => rules.filter((one) => one.outcome === outcome && one.rule !== SUM);
  const passed = of('pass');
  const others = [...of('block'), ...of('warn')];
  return (
    <>
      {others.length === 0 ? null : <List rules={others} />}
      {passed.length === 0 ? null : (
        <details className="passed">
          <summary>{t('shipment.passed', { n: passed.length })}</summary>
          <List rules={passed} />
        </details>
      )}
    </>
  );
};
