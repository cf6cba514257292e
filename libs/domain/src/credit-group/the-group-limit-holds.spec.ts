import { array, assert, constantFrom, integer, nat, property, record, type Arbitrary } from 'fast-check';
import { dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { ofYuan } from '@app/kernel/yuan';
import { fenOf, GroupBook } from '@test/support/group-book';
import { AnswerLost, checkInGroups, GroupWorld, judged, Process, today } from '@test/support/group-world';
import { standardAuthority as authority } from '@test/support/policies-on-disk';
import type { CreditAccountCommand } from '../credit-account/commands';
import { openRooms } from './group';
import { letJoin, letLeave } from './joining';
import { endRoom, keepUp } from './keeping-up';
import { shipInGroup, type TakesRoom } from './shipping-in-a-group';

// Members of two groups ask for more than there is, from processes that are stopped anywhere, lose answers, come late and
// ask twice. Books of their own say after each step whether what is recorded can be.

const daily = [
  ...[
    'authorise',
    'authorise',
    'authorise',
    'resend',
    'amend',
    'amend',
    'step',
    'step',
    'step',
    'step',
    'step',
    'step',
  ],
  ...['lose', 'crash', 'run', 'run', 'run', 'note', 'note', 'sweep', 'pay', 'release', 'dispatch'],
] as const;
/** These push a group over its limit without asking it, and may: they have happened, or somebody has decided them. */
const facts = ['invoice', 'limit', 'cap', 'join', 'leave'] as const;
type Kind = (typeof daily)[number] | (typeof facts)[number];

const drawOf = (kinds: readonly Kind[]) =>
  record({
    kind: constantFrom(...kinds),
    who: nat(3),
    which: integer({ min: 1, max: 3 }),
    fen: integer({ min: 1, max: 4_000_000 }),
    pick: nat(1000),
  });
type Draw = ReturnType<typeof drawOf> extends Arbitrary<infer Drawn> ? Drawn : never;

const customers = ['C-1', 'C-2', 'C-3', 'C-4'] as const;
const groups = ['HQ-1', 'HQ-2'] as const;
const moneyOf = (fen: number) => ofYuan((fen / 100).toFixed(2));
const seen = new Map<string, number>();

class Story {
  readonly book = new GroupBook();
  readonly world = new GroupWorld({
    ofAccount: (id, event) => this.book.enterAccount(id, event),
    ofGroup: (id, event) => this.book.enterGroup(id, event),
  });
  processes: Process[] = [];
  private asked: TakesRoom[] = [];
  private tokens = 0;
  private numbers = 0;

  constructor() {
    for (const customerId of customers) this.world.open(customerId);
    for (const groupId of groups) this.world.form(groupId, '100000.00');
    for (const customerId of ['C-1', 'C-2', 'C-3'] as const)
      this.start(letJoin(this.joining('HQ-1', customerId))).run(this.world);
    this.start(letJoin(this.joining('HQ-2', 'C-4'))).run(this.world);
  }

  private joining = (groupId: string, customerId: string, cap?: number) => ({
    ...{ groupId, customerId, by: 'approver-wang', authority, counting: checkInGroups, on: today },
    cap: cap === undefined ? undefined : moneyOf(cap),
  });

  private start<Result>(saga: ConstructorParameters<typeof Process<Result>>[0]): Process<Result> {
    const process = new Process<Result>(saga);
    this.processes.push(process);
    return process;
  }

  private ship(command: TakesRoom): void {
    this.asked.push(command);
    this.start(shipInGroup(command, () => `T-${(this.tokens += 1)}`));
  }

  /** A command that makes no sense now is no matter here. */
  private tell(command: CreditAccountCommand): void {
    try {
      this.world.ask({ of: 'account', id: command.data.customerId, command });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }

  private keepUp(groupId: string, customerId: string) {
    return this.start(keepUp({ groupId, customerId, on: today, counting: checkInGroups }));
  }

  act({ kind, who, which, fen, pick }: Draw): void {
    const customerId = customers[who] ?? 'C-1';
    const groupId = groups[pick % 2] ?? 'HQ-1';
    const shipmentId = `S-${which}`;
    const shipment = { customerId, shipmentId, ...judged, on: today };
    const process = this.processes[pick % Math.max(1, this.processes.length)];
    const number = (this.numbers += 1);
    switch (kind) {
      case 'authorise':
        return this.ship({ type: 'AuthoriseShipment', data: { ...shipment, amount: moneyOf(fen) } });
      case 'amend':
        return this.ship({
          type: 'AmendReservation',
          data: { ...shipment, amendmentId: `A-${number}`, amount: moneyOf(2 * fen) },
        });
      case 'resend': {
        const again = this.asked[pick % Math.max(1, this.asked.length)];
        return again === undefined ? undefined : this.ship(again);
      }
      case 'step':
        return process?.step(this.world);
      case 'lose':
        return process?.step(this.world, true);
      case 'run':
        return void process?.run(this.world);
      case 'crash':
        return void (this.processes = this.processes.filter((one) => one !== process));
      case 'note':
        return void this.keepUp(groupId, customerId);
      case 'sweep':
        return this.sweep(groupId, pick);
      case 'pay': {
        const payment = { paymentId: `P-${number}`, amount: moneyOf(fen), valueDate: today, reference: '', on: today };
        return this.tell({ type: 'RecordPayment', data: { customerId, ...payment } });
      }
      case 'release':
        return this.tell({ type: 'ReleaseReservation', data: { customerId, shipmentId, on: today } });
      case 'dispatch': {
        const goods = { dispatchId: `D-${number}`, receivableId: `R-${number}`, amount: moneyOf(fen), on: today };
        return this.tell({ type: 'DispatchShipment', data: { customerId, shipmentId, ...goods } });
      }
      case 'invoice': {
        const dates = { invoiceDate: today, dueDate: dateOf('2026-05-31'), on: today };
        const invoice = { customerId, receivableId: `R-${number}`, amount: moneyOf(fen), ...dates };
        return this.tell({ type: 'RecordInvoice', data: invoice });
      }
      case 'limit': {
        const by = { reason: 'review', changedBy: 'approver-wang', authority, on: today };
        const data = { groupId, changeId: `L-${number}`, limit: moneyOf(3 * fen), ...by };
        return void this.world.ask({ of: 'group', id: groupId, command: { type: 'ChangeGroupLimit', data } });
      }
      case 'cap':
      case 'join':
        return void this.start(letJoin(this.joining(groupId, customerId, kind === 'cap' ? fen : undefined)));
      case 'leave':
        return void this.start(letLeave(this.joining(groupId, customerId)));
    }
  }

  /** Of any room, however young: whoever sweeps too early turns an order away, and no more than that. */
  private sweep(groupId: string, pick: number): void {
    const state = this.world.groups.get(groupId)?.state;
    const rooms = state === undefined ? [] : openRooms(state);
    const room = rooms[pick % Math.max(1, rooms.length)];
    if (room !== undefined) this.start(endRoom(room, { groupId, on: today, counting: checkInGroups }));
  }

  checkSums(): void {
    for (const groupId of groups) {
      const state = this.world.groups.get(groupId)?.state;
      expect(fenOf(state?.used ?? '')).toBe(this.book.notedUse(groupId));
    }
    for (const process of this.processes)
      if (process.failed !== undefined && !(process.failed instanceof Problem || process.failed instanceof AnswerLost))
        throw process.failed;
    this.processes = this.processes.filter(({ isOver }) => !isOver);
  }

  /** Every process is gone; the sweep and the reactions do what is left. */
  comeToRest(): void {
    this.processes = [];
    for (const groupId of groups) {
      for (let at = this.book.openRooms(groupId); at > 0; at -= 1) {
        this.sweep(groupId, 0);
        this.processes.at(-1)?.run(this.world);
      }
      for (const customerId of customers) this.keepUp(groupId, customerId).run(this.world);
      expect(this.book.openRooms(groupId)).toBe(0);
      expect(this.book.notedUse(groupId)).toBe(this.book.trueUse(groupId));
      for (const [customerId, fen] of this.book.noted(groupId)) expect(fen).toBe(this.book.exposures.get(customerId));
    }
    this.checkSums();
    for (const [what, times] of this.book.seen) seen.set(what, (seen.get(what) ?? 0) + times);
  }
}

const play = (kinds: readonly Kind[], after: (story: Story) => void) =>
  property(array(drawOf(kinds), { minLength: 120, maxLength: 120 }), (draws) => {
    const story = new Story();
    for (const draw of draws) {
      story.act(draw);
      story.checkSums();
      after(story);
    }
    story.comeToRest();
    after(story);
  });
const settings = { numRuns: 80, seed: 20260302, unbiased: true } as const;

describe('however its members and their processes get in between each other, a group', () => {
  test('is never owed more than its limit', () => {
    assert(
      play(daily, ({ book }) => {
        for (const groupId of groups) expect(book.trueUse(groupId)).toBeLessThanOrEqual(book.limitOf(groupId));
      }),
      settings,
    );
    const often = ['GroupRoomTaken', 'GroupRoomRefused', 'ShipmentAbandoned', 'ReservationAmended', 'AmendmentRefused'];
    for (const what of [...often, 'GroupRoomReturned refused', 'GroupRoomReturned abandoned', 'MemberExposureNoted'])
      expect([what, (seen.get(what) ?? 0) > 9]).toEqual([what, true]);
  });

  test('ends every room and comes to the true figures, whoever joins, leaves, lowers its limit or records what happened', () => {
    assert(
      play([...daily, ...facts], () => undefined),
      settings,
    );
    for (const what of ['GroupJoined', 'GroupLeft', 'MemberLeft', 'GroupLimitChanged', 'MemberCapChanged'])
      expect([what, (seen.get(what) ?? 0) > 9]).toEqual([what, true]);
  });
});
