import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { AskedOfAccount, CreditAccountCommand } from '@app/domain/credit-account/commands';
import { openReceivables, openReservations } from '@app/domain/credit-account/items';
import { ofYuan } from '@app/kernel/yuan';
import { addDays, dateOf, type BusinessDate } from '@app/kernel/business-date';
import * as ask from './account-commands';
import type { Draw } from './account-draws';
import { ofCorrections } from './correcting-askings';
import { ofOwing } from './owing-askings';
import { firstOfMarch } from './account-events';
import * as limits from './limit-commands';
import * as orders from './order-commands';
import * as securing from './security-commands';

/** Where something is asked: what is meant is mostly something that is there. */
export type Scene = Readonly<{ day: BusinessDate; policy: CheckPolicy; account: CreditAccount }>;
type Asking = (drawn: Draw, scene: Scene) => CreditAccountCommand;

const moneyOf = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const standing = {
  statementClosedOn: dateOf('2025-12-31'),
  completeness: '70',
  securedUntil: addDays(dateOf(firstOfMarch), 45),
};

const shipmentOf = ({ one, other }: Draw) => `S-${one}${other}`;
const oneOf = <Known>(known: readonly Known[], at: number, otherwise: Known): Known =>
  at % 5 === 0 ? otherwise : (known[at % known.length] ?? otherwise);
const runningOf = (drawn: Draw, scene: Scene, isPlanned?: boolean): string => {
  const running = openReservations(scene.account).filter(
    (one) => isPlanned === undefined || one.isPlanned === isPlanned,
  );
  const ids = running.map(({ shipmentId }) => shipmentId);
  return oneOf(ids, drawn.earlier, shipmentOf(drawn));
};
const owedOf = ({ one, earlier }: Draw, { account }: Scene): string => {
  const ids = openReceivables(account).map(({ receivableId }) => receivableId);
  return oneOf(ids, earlier, `R-${one}`);
};
/** The group is asked before anything is asked of one of its members; sometimes it says no. */
const inGroup = ({ membership }: CreditAccount, { token, hasRoom }: { token: string; hasRoom: boolean }) => {
  if (membership === undefined) return {};
  const { groupId } = membership;
  const group = { hasRoom, facts: { group: groupId } };
  return hasRoom ? { group, room: { groupId, token, amount: ofYuan('40000.00') } } : { group };
};

/** Of an order: sometimes with goods, sometimes with an approval's name, sometimes with what the file says. */
const saidOf = ({ one, other, yes, fen, earlier }: Draw, { day: on, policy, account }: Scene): orders.Said => ({
  ...{ on, policy },
  ...(one === 2 && { goods: 'TB-604' }),
  ...(yes && { approvalId: oneOf([...account.approvals.keys()], earlier, `SP-${other}`), standing }),
  ...(fen % 5 === 0 && { termDays: 45 }),
  ...inGroup(account, { token: `T-${one}${other}`, hasRoom: fen % 4 !== 0 }),
});
type OfReceivable = ReadonlyMap<string, Readonly<{ receivableId: string }>>;
/** A dispute or an extension, with the receivable that it is about. */
const matterOf = (known: OfReceivable, { one, earlier }: Draw): [id: string, receivableId: string] =>
  oneOf(
    [...known].map(([id, { receivableId }]): [string, string] => [id, receivableId]),
    earlier,
    [`E-${one}`, `R-${one}`],
  );

const ofLimits = {
  // The terms follow from the number; the second and the fourth lower the limit, the third is signed ahead.
  agreement: ({ other }) => {
    const from = addDays(dateOf(firstOfMarch), other === 3 ? 20 : 0);
    const rewards = { reward: other < 3 ? { percent: '2', withinDays: 5 * other } : undefined, onTime: '0.5' };
    const terms = { from, to: addDays(from, 60 * other), termDays: 30, isSecured: other === 4, ...rewards };
    return limits.sign(`HT-${other}`, other % 2 === 0 ? '30000.00' : '150000.00', terms);
  },
  allowance: ({ other }) => limits.allow(`A-${other}`, `${other}000.00`, addDays(dateOf(firstOfMarch), 40 * other)),
  'change-limit': ({ one, other, fen, yes }, { day }) => {
    const wanted = ['0.00', 'unlimited', '30000.00', moneyOf(3 * fen)][one - 1] ?? '';
    const until = one === 2 || yes ? { to: addDays(day, 2 * one) } : {};
    return limits.changeLimit(`L-${one}${other}`, wanted, { on: day, ...until });
  },
  raise: ({ one, other, fen }, { day }) =>
    limits.raise(`T-${one}`, moneyOf(fen), { from: day, to: addDays(day, 3 * other), on: day }),
  'withdraw-raise': ({ one }, { day }) => limits.withdrawRaise(`T-${one}`, day),
  approve: (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const { day: on, policy } = scene;
    return limits.approve(`SP-${other}`, moneyOf(9 * fen), {
      ...{ uses: one < 3 ? 1 : 2, expiresOn: addDays(on, 6 * other), on, policy },
      excuses: yes ? ['free-limit', 'not-on-hold', 'component-maximum'] : ['free-limit'],
      ...(other === 1 && { goods: 'TB-604' }),
      ...(other === 2 && { shipmentId: runningOf(drawn, scene) }),
    });
  },
  'withdraw-approval': ({ other }, { day }) => limits.withdrawApproval(`SP-${other}`, day),
} satisfies Record<string, Asking>;

const ofOrders = {
  order: (drawn, scene) => orders.order(shipmentOf(drawn), moneyOf(drawn.fen), saidOf(drawn, scene)),
  planned: (drawn, scene) => {
    const deliverOn = addDays(scene.day, 20 * (drawn.other + drawn.one));
    return orders.order(shipmentOf(drawn), moneyOf(drawn.fen), { ...saidOf(drawn, scene), deliverOn });
  },
  'call-off': (drawn, scene) => orders.callOff(runningOf(drawn, scene, true), saidOf(drawn, scene)),
  amend: (drawn, scene) => {
    const expiresOn = drawn.yes ? { expiresOn: addDays(scene.day, drawn.one) } : {};
    const said = { ...saidOf({ ...drawn, yes: drawn.fen % 2 === 0 }, scene), ...expiresOn };
    return orders.amend(runningOf(drawn, scene), `M-${drawn.one}`, moneyOf(drawn.fen), said);
  },
  pass: (drawn, scene) => {
    const checkpoint = drawn.fen % 2 === 0 ? 'delivery' : 'goods-issue';
    return orders.pass(runningOf(drawn, scene), checkpoint, saidOf(drawn, scene));
  },
  release: (drawn, scene) => orders.endOn(runningOf(drawn, scene), scene.day, 'released'),
  expire: (drawn, scene) => orders.endOn(runningOf(drawn, scene), scene.day, 'expired'),
  dispatch: (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const to = { receivableId: `R-${one}${other}`, on: scene.day };
    return ask.dispatch(runningOf(drawn, scene), `D-${other}`, yes ? moneyOf(fen) : '1.00', to);
  },
  ship: (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const to = fen % 3 === 0 ? { receivableId: `R-${one}${other}0` } : {};
    return orders.ship(runningOf(drawn, scene), `D-${one}`, yes ? moneyOf(fen) : '20.00', {
      ...saidOf(drawn, scene),
      ...to,
    });
  },
  invoice: ({ one, other, fen }) => ask.invoice(`R-${one}`, moneyOf(fen), addDays(dateOf(firstOfMarch), 20 * other)),
  'invoice-shipped': (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const from = { shipmentId: runningOf(drawn, scene), ...(yes && { completesShipment: true }) };
    const dates = { dueDate: addDays(scene.day, 9), on: scene.day };
    return orders.bill(`R-${one}${other}${other}`, yes ? '15.00' : moneyOf(fen), { ...dates, ...from });
  },
} satisfies Record<string, Asking>;

const ofMoney = {
  payment: ({ one, fen }, { day }) => ask.pay(`P-${one}`, moneyOf(fen), { on: day }),
  'named-payment': (drawn, scene) => {
    const { one, other, fen, yes } = drawn;
    const named = [[owedOf(drawn, scene), yes ? moneyOf(fen) : '0.01']] as const;
    return ask.pay(`P-${one}${other}`, moneyOf(fen), { named, on: scene.day });
  },
  allocate: ({ one }) => ask.allocate(`P-${one}`),
  'named-allocate': (drawn, scene) =>
    ask.allocate(`P-${drawn.one}`, [[owedOf(drawn, scene), drawn.yes ? moneyOf(drawn.fen) : '0.01']]),
  'accept-bill': ({ one, fen, yes }, { day }) => {
    const how = { maturesOn: addDays(day, 30), on: day, ...(yes && { named: [] }) };
    return securing.acceptBill(`B-${one}`, moneyOf(fen), how);
  },
  honour: ({ one }, { day }) => securing.honour(`B-${one}`, day),
  dishonour: ({ one }, { day }) => securing.dishonour(`B-${one}`, day),
  deposit: ({ one, fen }, { day }) => securing.deposit(`BZJ-${one}`, moneyOf(fen), day),
  'give-back': ({ one, other, fen, yes }, { day }) =>
    securing.giveBack(`BZJ-${one}`, `Z-${other}`, yes ? moneyOf(fen) : '5.00', day),
} satisfies Record<string, Asking>;

const ofExceptions = {
  dispute: (drawn, scene) =>
    ask.dispute(`D-${drawn.one}${drawn.other % 2}`, owedOf(drawn, scene), moneyOf(drawn.fen), drawn.yes),
  'close-dispute': (drawn, { account: { disputes }, day }) => ask.closeDispute(...matterOf(disputes, drawn), day),
  'ask-extension': (drawn, scene) =>
    ask.askExtension(`E-${drawn.one}${drawn.other}`, owedOf(drawn, scene), addDays(scene.day, 90), scene.day),
  'decide-extension': (drawn, { account: { extensions } }) =>
    ask.decideExtension(...matterOf(extensions, drawn), drawn.yes ? 'grant' : 'refuse'),
  hold: (drawn, scene) => ask.hold(owedOf(drawn, scene)),
  'lift-hold': (drawn, scene) => ask.liftHold(owedOf(drawn, scene)),
  place: ({ one, other, yes }, { day }) =>
    securing.place(`H-${one}${other}`, { on: day, ...(yes && { cause: 'agreement-suspended' }) }),
  remove: ({ one, other, earlier }, { account, day }) =>
    securing.remove(oneOf([...account.placed.keys()], earlier, `H-${one}${other}`), day),
  note: (drawn, scene) => {
    const step = (['remind', 'warn', 'hold', 'special-case'] as const)[drawn.other - 1] ?? 'warn';
    return securing.note(owedOf(drawn, scene), step, scene.day);
  },
  review: ({ yes }, { day }) => securing.review(day, yes ? standing : undefined),
  'join-group': ({ other }, { day }) => securing.join(`G-${other % 2}`, day),
  'leave-group': ({ other }, { day }) => securing.leave(`G-${other % 2}`, day),
  abandon: (drawn, scene) => orders.abandon(runningOf(drawn, scene), `T-${drawn.one}${drawn.other}`, scene.day),
  blacklist: (drawn, scene) => ask.blacklist(owedOf(drawn, scene)),
  'lift-blacklist': () => ask.liftBlacklist,
} satisfies Record<string, Asking>;

// What is sent again is chosen from what was asked before; before that, the calendar comes round.
const askings: { readonly [Kind in Draw['kind']]: Asking } = {
  ...{ ...ofLimits, ...ofOrders, ...ofMoney, ...ofOwing, ...ofCorrections, ...ofExceptions },
  resend: ofExceptions.review,
  'late-resend': ofExceptions.review,
};

/** What is asked, and under which circumstances. */
export const askedOf = (drawn: Draw, scene: Scene): AskedOfAccount => {
  const command = askings[drawn.kind](drawn, scene);
  if (!drawn.under && command.type !== 'ReviewHolds') return command;
  const standingThen = 'standing' in command.data ? command.data.standing : undefined;
  return { ...command, under: { policy: scene.policy, standing: standingThen } };
};

/** The same request by somebody who sends it again on a later day, as the desk dates it. */
export const resentOn = (day: BusinessDate, command: AskedOfAccount): AskedOfAccount =>
  ({ ...command, data: { ...command.data, on: day } }) as AskedOfAccount;
