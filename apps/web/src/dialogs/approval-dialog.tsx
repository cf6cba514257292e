import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type BusinessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { ruleName, type RuleName } from '@app/kernel/rule-outcome';
import { readAmount } from '../figures/amount-input';
import { useSearchState } from '../parts/search-state';
import { type Act, type Where } from './act';
import { AmountField, DayField, TextField } from './fields';
import { newId } from './new-id';
import { WriteDialog } from './write-dialog';

const USUAL_DAYS = 7;
const USES = /^[1-9]\d{0,3}$/;
const USES_MAX = 1000;

type ApprovalAct = Extract<Act, { kind: 'approval' }>;
type Props = Where & Readonly<{ act: ApprovalAct; close: () => void }>;

const useDraft = ({ amount, excuses = ['free-limit'] }: ApprovalAct, today: BusinessDate) => {
  const [draft, setDraft] = useState({
    ...{ amount: String(amount ?? ''), uses: '1', goods: '', shipmentId: '' },
    expiresOn: String(addDays(today, USUAL_DAYS)),
    excuses,
  });
  return { draft, change: (part: Partial<typeof draft>) => setDraft({ ...draft, ...part }) };
};
type Draft = ReturnType<typeof useDraft>['draft'];

const isUses = (uses: string): boolean => USES.test(uses) && Number(uses) <= USES_MAX;
const isShipment = (shipmentId: string): boolean => shipmentId === '' || id.safeParse(shipmentId).success;

const bodyOf = ({ amount, uses, expiresOn, excuses, ...only }: Draft) => {
  const input = readAmount(amount);
  const [goods, shipmentId] = [only.goods.trim(), only.shipmentId.trim()];
  const isWhole = isUses(uses.trim()) && isShipment(shipmentId) && expiresOn !== '' && excuses.length > 0;
  if (input.kind !== 'amount' || !isWhole) return undefined;
  return {
    ...{ amount: input.amount, uses: Number(uses), expiresOn, excuses },
    ...(goods === '' ? {} : { goods }),
    ...(shipmentId === '' ? {} : { shipmentId }),
  };
};

const Excuses = ({
  chosen,
  choose,
}: Readonly<{ chosen: readonly RuleName[]; choose: (rules: RuleName[]) => void }>) => {
  const { t } = useTranslation();
  const list = chosen.map((rule) => t(`ruleName.${rule}`)).join(' · ');
  return (
    <details className="dialog-field dialog-excuses">
      <summary>{t('act.excuses', { list })}</summary>
      <Checkbox.Group
        className="dialog-boxes"
        value={[...chosen]}
        options={ruleName.options.map((value) => ({ value, label: t(`ruleName.${value}`) }))}
        onChange={(rules) => choose(rules)}
      />
      {chosen.length === 0 ? (
        <p className="small bad" role="alert">
          {t('act.missing')}
        </p>
      ) : null}
    </details>
  );
};

export const ApprovalDialog = ({ customerId, today, act, close }: Props) => {
  const { t } = useTranslation();
  const { set } = useSearchState();
  const [approvalId] = useState(() => newId('SA', today));
  const { draft, change } = useDraft(act, today);
  const words = { title: t('act.approval.title'), lead: t('act.approval.lead'), go: t('act.approval.go') };
  // An order that names a shipment is found by it; the others name the approval.
  const then = () => {
    const goods = draft.goods.trim();
    if (act.isAskedWith === true) set({ approvalId, ...(goods === '' ? {} : { goods }) }, { replace: true });
  };
  return (
    <WriteDialog
      {...words}
      done={t('act.approval.done', { id: approvalId })}
      customerId={customerId}
      path={['special-approvals', approvalId]}
      body={bodyOf(draft)}
      close={close}
      then={then}
    >
      <AmountField
        name="amount"
        label={t('act.amount')}
        typed={draft.amount}
        type={(amount) => change({ amount })}
        isNeeded
      />
      <div className="dialog-pair">
        <DayField
          name="expiresOn"
          label={t('act.expiresOn')}
          typed={draft.expiresOn}
          type={(expiresOn) => change({ expiresOn })}
          isNeeded
        />
        <TextField
          name="uses"
          label={t('act.uses')}
          wrong={isUses(draft.uses.trim()) || draft.uses.trim() === '' ? undefined : t('act.usesWrong')}
          typed={draft.uses}
          type={(uses) => change({ uses })}
          isNumber
          isNeeded
        />
      </div>
      <Excuses chosen={draft.excuses} choose={(excuses) => change({ excuses })} />
      <div className="dialog-pair">
        <TextField name="goods" label={t('act.goods')} typed={draft.goods} type={(goods) => change({ goods })} />
        <TextField
          name="shipmentId"
          label={t('act.shipmentId')}
          wrong={isShipment(draft.shipmentId.trim()) ? undefined : t('act.idWrong')}
          typed={draft.shipmentId}
          type={(shipmentId) => change({ shipmentId })}
        />
      </div>
    </WriteDialog>
  );
};
