import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankLinePage, bankLinesQuery, type BankLineView } from '@app/contracts/bank-line';
import { isSignature, rememberedSignature } from '../dialogs/signature';
import { moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Money } from '../parts/money';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { useSearchState } from '../parts/search-state';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { BankUpload } from './bank-upload';
import { Signing } from './signing';
import { Suggestion } from './suggestion';
import { useDecisions, type Decision } from './use-decisions';
import './bank.css';

const SIZE = 20;
const STATES = ['unidentified', 'accepted', 'returned', 'all'] as const;

const sureOf = ({ lineId, state, suggestions: [best] }: BankLineView): Decision | undefined =>
  (state === 'open' || state === 'set-aside') && best?.isSure === true
    ? { lineId, customerId: best.customerId }
    : undefined;

type Choosing = Readonly<{ chosen: ReadonlySet<string>; choose: (lineId: string, isChosen: boolean) => void }>;
type LineProps = Choosing & Readonly<{ line: BankLineView; decide: ReturnType<typeof useDecisions>; canSign: boolean }>;

const Line = ({ line, decide, canSign, chosen, choose }: LineProps) => {
  const { t } = useTranslation();
  const { lineId, payerName, payerAccountMasked, remittance, valueDate, accountName, customerName, notice } = line;
  const isSure = sureOf(line) !== undefined;
  const waiting = decide.isPending ? decide.variables : [];
  return (
    <li className="bank-line">
      <div className="bank-money">
        {isSure ? (
          <Checkbox
            checked={chosen.has(lineId)}
            aria-label={t('bank.choose', { payer: payerName ?? '', amount: line.amount })}
            onChange={({ target }) => choose(lineId, target.checked)}
          />
        ) : (
          <span className="bank-no-box" />
        )}
        <b className="num">
          <Money value={line.amount} />
        </b>
        <span className="quiet num">{valueDate}</span>
      </div>
      <div className="bank-text">
        <b>{payerName ?? t('bank.noName')}</b>{' '}
        {payerAccountMasked === undefined ? null : <span className="quiet num">{payerAccountMasked}</span>}
        <p>{remittance}</p>
        <p className="small quiet">{accountName}</p>
        {notice === undefined ? null : <p className="small warning">{notice.text}</p>}
      </div>
      <div className="bank-match">
        {line.suggestions.map((suggestion) => (
          <Suggestion
            key={suggestion.customerId}
            suggestion={suggestion}
            canSign={canSign}
            isWaiting={waiting.some((one) => one.lineId === lineId && one.customerId === suggestion.customerId)}
            accept={() => decide.mutate([{ lineId, customerId: suggestion.customerId }])}
          />
        ))}
        {line.suggestions.length > 0 ? null : (
          <p className="quiet">
            {customerName ??
              (line.state === 'open' || line.state === 'set-aside' ? t('bank.nobody') : t(`bank.states.${line.state}`))}
          </p>
        )}
      </div>
    </li>
  );
};

/** 银行流水: what came in, from whom it may be, and one click to take it; what is sure, several at once. */
export const BankPage = () => {
  const { t } = useTranslation();
  useTitle(t('bank.title'));
  const { value, page, set } = useSearchState();
  const state = bankLinesQuery.shape.state.safeParse(value('state') ?? 'unidentified').data ?? 'unidentified';
  const query = useQuery(reading(useLanguage(), bankLinePage, ['bank-lines'], { state, page, size: SIZE }));
  const [by, setBy] = useState(rememberedSignature);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const decide = useDecisions(by, () => setChosen(new Set()));
  const canSign = isSignature(by);
  const choose = (lineId: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(lineId);
    else next.delete(lineId);
    setChosen(next);
  };
  const sure = (query.data?.rows ?? []).flatMap((line) => sureOf(line) ?? []);
  const taken = sure.filter(({ lineId }) => chosen.has(lineId));
  const isAll = sure.length > 0 && taken.length === sure.length;
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('bank.title')}</h1>
          <p className="quiet">{t('bank.lead')}</p>
        </div>
        <div className="page-aside">
          <Signing by={by} sign={setBy} />
          <BankUpload by={by} canSign={canSign} />
        </div>
      </header>
      <div className="controls">
        <Segmented
          value={state}
          aria-label={t('bank.state')}
          options={STATES.map((each) => ({ value: each, label: t(`bank.states.${each}`) }))}
          onChange={(next) => set({ state: next === 'unidentified' ? undefined : next })}
        />
        {sure.length === 0 ? null : (
          <>
            <Checkbox
              checked={isAll}
              indeterminate={taken.length > 0 && !isAll}
              onChange={({ target }) => setChosen(new Set(target.checked ? sure.map(({ lineId }) => lineId) : []))}
            >
              {t('bank.allSure', { n: sure.length })}
            </Checkbox>
            <Button
              type="primary"
              disabled={taken.length === 0 || !canSign}
              loading={decide.isPending}
              onClick={() => decide.mutate(taken)}
            >
              {t('bank.acceptSeveral', { n: taken.length })}
            </Button>
          </>
        )}
      </div>
      <section className="panel" aria-label={t('bank.title')}>
        <Loaded query={query} rows={8}>
          {({ rows, total, size, totals }) =>
            rows.length === 0 ? (
              <Nothing title={t('bank.none')} hint={t('bank.noneHint')} />
            ) : (
              <>
                <p className="bank-totals small quiet">
                  {t('bank.totals', { n: totals.unidentified.lines, amount: moneyText(totals.unidentified.amount) })}
                </p>
                <ul className="bank-lines">
                  {rows.map((line) => (
                    <Line key={line.lineId} {...{ line, decide, canSign, chosen, choose }} />
                  ))}
                </ul>
                <Pager page={page} size={size} total={total} go={(to) => set({ page: String(to) })} />
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
};
