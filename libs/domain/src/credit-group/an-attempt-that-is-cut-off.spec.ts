import { Problem } from '@app/kernel/problem';
import { ofYuan } from '@app/kernel/yuan';
import { checkInGroups, GroupWorld, judged, Process, today as on } from '@test/support/group-world';
import { standardAuthority as authority } from '@test/support/policies-on-disk';
import { reservationOf } from '../credit-account/items';
import type { AuthoriseShipment } from '../credit-account/commands';
import { newGroup, openRooms } from './group';
import { letJoin, letLeave } from './joining';
import { endRoom, keepUp } from './keeping-up';
import { shipInGroup } from './shipping-in-a-group';

const groupId = 'HQ-1';
const counting = checkInGroups;

const worldWith = (...members: string[]) => {
  const world = new GroupWorld({ ofAccount: () => undefined, ofGroup: () => undefined });
  world.form(groupId, '100000.00');
  for (const customerId of members) {
    world.open(customerId);
    run(world, letJoin({ ...membership(customerId), cap: undefined }));
  }
  return world;
};
const membership = (customerId: string) => ({ groupId, customerId, by: 'approver-wang', authority, counting, on });
const run = <Result>(world: GroupWorld, saga: ConstructorParameters<typeof Process<Result>>[0]) =>
  new Process<Result>(saga).run(world);

let tokens = 0;
const ship = (customerId: string, shipmentId: string, amount: number) => {
  const data = { customerId, shipmentId, amount: ofYuan(amount), ...judged, on };
  const command: AuthoriseShipment = { type: 'AuthoriseShipment', data };
  return new Process(shipInGroup(command, () => `T-${(tokens += 1)}`));
};
const groupIn = (world: GroupWorld) => world.groups.get(groupId)?.state ?? newGroup;
const stands = (world: GroupWorld, customerId: string, shipmentId: string): boolean => {
  const account = world.accounts.get(customerId)?.state;
  return account !== undefined && reservationOf(account, shipmentId) !== undefined;
};
const sweep = (world: GroupWorld): void => {
  for (const room of openRooms(groupIn(world))) run(world, endRoom(room, { groupId, on, counting }));
};
/** Asked plainly, told that it takes a room, and given one. */
const upToTheRoom = (process: Process, world: GroupWorld): void => {
  process.step(world);
  process.step(world);
};

describe('an attempt that is cut off', () => {
  test('before the account was asked gives its room back, and can never ship by it late', () => {
    const world = worldWith('C-1', 'C-2');
    const late = ship('C-1', 'S-1', 100_000);
    upToTheRoom(late, world);
    expect(groupIn(world).used).toBe('100000.00');
    sweep(world);
    expect(groupIn(world).used).toBe('0.00');
    ship('C-2', 'S-1', 100_000).run(world);
    expect(stands(world, 'C-2', 'S-1')).toBe(true);

    late.run(world);
    expect([late.failed, stands(world, 'C-1', 'S-1')]).toEqual([undefined, false]);
    expect(groupIn(world).used).toBe('100000.00');
  });

  test('after the account had said yes leaves its room in the exposure', () => {
    const world = worldWith('C-1');
    const cut = ship('C-1', 'S-1', 60_000);
    upToTheRoom(cut, world);
    cut.step(world, true);
    expect([stands(world, 'C-1', 'S-1'), openRooms(groupIn(world)).length]).toEqual([true, 1]);
    sweep(world);
    expect([groupIn(world).used, openRooms(groupIn(world))]).toEqual(['60000.00', []]);
  });

  test('and is asked again ships once', () => {
    const world = worldWith('C-1');
    const cut = ship('C-1', 'S-1', 60_000);
    upToTheRoom(cut, world);
    cut.step(world, true);
    const again = ship('C-1', 'S-1', 60_000).run(world);
    expect(again.failed).toBeUndefined();
    expect(groupIn(world).used).toBe('60000.00');
    sweep(world);
    expect(groupIn(world).used).toBe('60000.00');
  });
});

/** In so many steps any of the two may be next; after them the first goes on as far as it gets. */
const STEPS_MIXED = 10;

/** Every order in which two processes can take these steps, from the beginning each time. */
const everySchedule = (play: (pick: () => 0 | 1) => void): number => {
  let plays = 0;
  for (let schedule: (0 | 1)[] | undefined = []; schedule !== undefined; plays += 1) {
    const taken: (0 | 1)[] = [];
    const given: readonly (0 | 1)[] = schedule;
    play(() => {
      const next = given[taken.length] ?? 0;
      taken.push(next);
      return next;
    });
    const last = taken.slice(0, STEPS_MIXED).lastIndexOf(0);
    schedule = last < 0 ? undefined : [...taken.slice(0, last), 1];
  }
  return plays;
};

test('the same order sent twice at once ships once and never hears no, whichever steps come first', () => {
  const plays = everySchedule((pick) => {
    const world = worldWith('C-1');
    const both = [ship('C-1', 'S-1', 100_000), ship('C-1', 'S-1', 100_000)] as const;
    while (!both.every(({ isOver }) => isOver)) {
      const open = both.filter(({ isOver }) => !isOver);
      const one = open.length === 1 ? open[0] : both[pick()];
      one?.step(world);
      expect(Number(groupIn(world).used)).toBeLessThanOrEqual(100_000);
    }
    expect(both.map(({ failed }) => failed)).toEqual([undefined, undefined]);
    expect(stands(world, 'C-1', 'S-1')).toBe(true);
    expect(world.accounts.get('C-1')?.state.refusals.size).toBe(0);
    sweep(world);
    expect([groupIn(world).used, openRooms(groupIn(world))]).toEqual(['100000.00', []]);
  });
  expect(plays).toBeGreaterThan(50);
});

describe('a member', () => {
  test('whose group has not heard of it yet is told to it by its first shipment', () => {
    const world = worldWith();
    world.open('C-1');
    const joining = new Process(letJoin({ ...membership('C-1'), cap: ofYuan(10_000) }));
    joining.step(world);
    joining.step(world);
    expect(world.accounts.get('C-1')?.state.membership).toEqual({ groupId, cap: '10000.00' });
    ship('C-1', 'S-1', 10_000).run(world);
    ship('C-1', 'S-2', 1).run(world);
    expect([stands(world, 'C-1', 'S-1'), stands(world, 'C-1', 'S-2')]).toEqual([true, false]);
  });

  test('is in one group at a time', () => {
    const world = worldWith('C-1');
    world.form('HQ-2', '1.00');
    const second = run(world, letJoin({ ...membership('C-1'), groupId: 'HQ-2', cap: undefined }));
    expect(second.failed).toMatchObject({ code: 'in-another-group', facts: { group: groupId } });
    run(world, letLeave(membership('C-1')));
    expect(run(world, letJoin({ ...membership('C-1'), groupId: 'HQ-2', cap: undefined })).failed).toBeUndefined();
  });

  test('that changes groups while its shipment is asked for takes the room of the new one', () => {
    const world = worldWith('C-1');
    world.form('HQ-2', '50000.00');
    const order = ship('C-1', 'S-1', 50_000);
    upToTheRoom(order, world);
    run(world, letLeave(membership('C-1')));
    run(world, letJoin({ ...membership('C-1'), groupId: 'HQ-2', cap: undefined }));
    order.run(world);
    run(world, keepUp({ groupId: 'HQ-2', customerId: 'C-1', on, counting }));
    expect(order.failed).toBeUndefined();
    expect([groupIn(world).used, world.groups.get('HQ-2')?.state.used]).toEqual(['0.00', '50000.00']);
  });

  test('that leaves while its shipment is asked for ships without a group', () => {
    const world = worldWith('C-1');
    const order = ship('C-1', 'S-1', 50_000);
    upToTheRoom(order, world);
    run(world, letLeave(membership('C-1')));
    expect(groupIn(world).used).toBe('50000.00');
    order.run(world);
    expect([stands(world, 'C-1', 'S-1'), groupIn(world).used]).toEqual([true, '0.00']);
  });

  test('gets every reason of a refusal, the group’s among them', () => {
    const world = worldWith('C-1');
    ship('C-1', 'S-1', 70_000).run(world);
    ship('C-1', 'S-2', 40_000).run(world);
    const rules = world.accounts.get('C-1')?.state.refusals.get('S-2')?.rules ?? [];
    const figures = { group: groupId, limit: '100000.00', used: '70000.00', available: '30000.00' };
    expect(rules.find(({ rule }) => rule === 'group-limit')).toEqual({
      rule: 'group-limit',
      outcome: 'block',
      facts: { ...figures, amount: '40000.00', missing: '10000.00' },
    });
    expect(rules.length).toBe(checkInGroups.rules.length);
  });

  test('never ships by an order that its group was not asked about', () => {
    const world = worldWith('C-1');
    const data = { customerId: 'C-1', shipmentId: 'S-1', amount: ofYuan(1), ...judged, on };
    const plainly = () => world.ask({ of: 'account', id: 'C-1', command: { type: 'AuthoriseShipment', data } });
    expect(plainly).toThrow(Problem);
    expect(plainly).toThrow(expect.objectContaining({ code: 'group-room-needed' }) as Error);
  });
});
