import type { CreditAccount } from '@app/domain/credit-account/account';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { openReceivables } from '@app/domain/credit-account/items';
import { addDays, dateOf, later, type BusinessDate } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import type { Draw } from './account-draws';
import { invoiceOf, paymentOf } from './owing-commands';

type Scene = Readonly<{ day: BusinessDate; account: CreditAccount }>;
type Asking = (drawn: Draw, scene: Scene) => CreditAccountCommand;

const moneyOf = (fen: number) => (fen / 100).toFixed(2);
/** Another rate each time, from a tenth of a yuan to ten. */
const ratesOf = ({ fen, earlier }: Draw) => {
  const rate = { rate: String((1_000 + ((fen * 7 + earlier) % 99_000)) / 10_000), on: dateOf(firstOfMarch) };
  return { currency: 'USD', rate };
};
const rules = ['oldest-first', 'by-instalment', 'pro-rata', 'none'] as const;
const owedOf = ({ earlier, one }: Draw, { account }: Scene) => {
  const open = openReceivables(account);
  return open[earlier % Math.max(1, open.length)]?.receivableId ?? `R-${one}`;
};

export const ofOwing = {
  instalments: ({ one, other, fen }) => {
    const first = Math.floor(fen / 3) + 1;
    const instalments = [first, fen + 5 - first].map((part, index) => {
      return { dueDate: addDays(dateOf(firstOfMarch), 15 * (index + other)), amount: ofYuan(moneyOf(part)) };
    });
    return invoiceOf(`R-I${one}`, { amount: moneyOf(fen + 5), instalments });
  },
  'debit-note': (drawn, scene) =>
    invoiceOf(`R-D${drawn.one}`, {
      ...{ amount: moneyOf(drawn.fen), dueDate: addDays(dateOf(firstOfMarch), 30), kind: 'debit-note' },
      ...{ corrects: owedOf(drawn, scene) },
    }),
  'foreign-invoice': (drawn) =>
    invoiceOf(`R-F${drawn.one}`, {
      ...{ amount: moneyOf(drawn.fen), dueDate: addDays(dateOf(firstOfMarch), 10 * drawn.other), ...ratesOf(drawn) },
    }),
  'foreign-payment': (drawn, { day }) =>
    paymentOf(`P-F${drawn.one}`, {
      ...{ amount: moneyOf(Math.ceil(drawn.fen / drawn.other)), rule: rules[drawn.other - 1], ...ratesOf(drawn) },
      ...{ valueDate: drawn.yes ? day : addDays(day, -drawn.one), on: day },
    }),
  'foreign-allocate': ({ one, other }, { day: on }) => ({
    type: 'AllocatePayment',
    data: { customerId, paymentId: `P-F${one}`, rule: rules[other % 3], on },
  }),
  // Worked out elsewhere: the account only sees to it that no day is charged twice.
  interest: (drawn, scene) => {
    const { account, day: to } = scene;
    const open = openReceivables(account).filter(({ kind }) => kind !== 'interest');
    const owed = open[drawn.earlier % Math.max(1, open.length)];
    const from = later(addDays(owed?.interestTo ?? to, drawn.yes ? 1 : 0), addDays(to, -drawn.one));
    const amount = ofYuan(moneyOf(drawn.other * 100));
    const line = {
      receivableId: owed?.receivableId ?? 'R-1',
      from,
      to,
      days: drawn.one,
      balance: owed?.open ?? amount,
      amount,
    };
    const terms = { ratePercent: '5', dueAfterDays: 30, ledger: account.ledger, chargedBy: 'finance-zhou', on: to };
    return {
      type: 'ChargeInterest',
      data: { customerId, interestId: `I-${drawn.one}${drawn.other}`, lines: [line], to, ...terms },
    };
  },
} satisfies Record<string, Asking>;
