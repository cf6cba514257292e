import type { CreditAccount } from '@app/domain/credit-account/account';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { openReceivables, paymentOf, receivableOf } from '@app/domain/credit-account/items';
import { addDays, type BusinessDate } from '@app/kernel/business-date';
import type { Draw } from './account-draws';
import * as correct from './correcting-commands';

type Scene = Readonly<{ day: BusinessDate; account: CreditAccount }>;
type Asking = (drawn: Draw, scene: Scene) => CreditAccountCommand;

const moneyOf = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Something that paid receivables, and one of those: mostly one that did, money or a credit note, spent or not. */
const allocationOf = ({ one, other, earlier }: Draw, { account }: Scene): readonly [string, string] => {
  const ids = [`P-${one}`, `P-${one}${other}`, `P-R${one}`, `CN-${one}`, `CN-${other}0`, `B-${one}`, `P-F${one}`];
  const paying = ids.filter((id) => (paymentOf(account, id)?.allocations.length ?? 0) > 0);
  const id = paying[earlier % Math.max(1, paying.length)] ?? `P-${one}`;
  const { allocations = [] } = paymentOf(account, id) ?? {};
  return [id, allocations[earlier % Math.max(1, allocations.length)]?.receivableId ?? `R-${other}`];
};

const writtenOffIn = (account: CreditAccount): (readonly [string, string])[] =>
  ['R-1', 'R-2', 'R-3', 'R-4', 'R-F1', 'R-F2', 'R-F3', 'R-F4'].flatMap((receivableId) =>
    (receivableOf(account, receivableId)?.writeOffs ?? []).map(({ writeOffId }) => [writeOffId, receivableId] as const),
  );

const owedOf = ({ one, earlier }: Draw, { account }: Scene): string => {
  const ids = openReceivables(account).map(({ receivableId }) => receivableId);
  return ids[earlier % Math.max(1, ids.length)] ?? `R-${one}`;
};

const rules = ['oldest-first', 'by-instalment', 'pro-rata', 'none'] as const;

export const ofCorrections = {
  'rule-payment': ({ one, other, fen, yes }, { day }) => {
    const how = { rule: rules[other - 1], valueDate: yes ? day : addDays(day, -one), on: day };
    return correct.payBy(`P-R${one}`, moneyOf(fen), how);
  },
  'rule-allocate': (drawn, scene) => {
    const rule = rules[drawn.other - 1];
    const invoices = drawn.fen % 3 === 0 ? { invoices: [owedOf(drawn, scene)] } : {};
    return correct.allocateBy(`P-${drawn.yes ? 'R' : ''}${drawn.one}`, { rule, ...invoices, on: scene.day });
  },
  'take-back': (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const how = { on: scene.day, ...(fen % 3 === 0 && { amount: '0.01' }), ...(yes && { valueDate: scene.day }) };
    return correct.takeBack(`DA-${one}${other}`, allocationOf(drawn, scene), how);
  },
  reverse: (drawn, scene) => {
    const [paymentId] = allocationOf(drawn, scene);
    return correct.reverse(paymentId, drawn.yes ? 'bounced' : 'mistake', { on: scene.day });
  },
  'credit-note': (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const corrects = { corrects: owedOf(drawn, scene) };
    return correct.credit(yes ? `CN-${one}` : `CN-${other}0`, moneyOf(Math.ceil(fen / other)), {
      on: scene.day,
      ...(fen % 4 !== 0 ? corrects : { rule: rules[other - 1] }),
    });
  },
  'apply-note': ({ one, yes }, { day }) => correct.allocateBy(yes ? `CN-${one}` : `R-${one}.reward`, { on: day }),
  'cancel-note': ({ one, other, yes }, { day }) =>
    correct.cancelNote(yes ? `CN-${one}` : `CN-${other}0`, { on: day, ...(one === 1 && { valueDate: day }) }),
  'write-off': (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    return correct.writeOff(`WO-${one}${other}`, owedOf(drawn, scene), {
      on: scene.day,
      ...(yes && { amount: moneyOf(fen) }),
    });
  },
  recover: ({ one, other, fen, yes, earlier }, { day, account }) => {
    const known = writtenOffIn(account);
    const which = known[earlier % Math.max(1, known.length)] ?? ([`WO-${one}`, `R-${one}`] as const);
    return correct.recover(`RE-${one}${other}`, which, yes ? moneyOf(fen) : '0.01', { on: day });
  },
} satisfies Record<string, Asking>;
