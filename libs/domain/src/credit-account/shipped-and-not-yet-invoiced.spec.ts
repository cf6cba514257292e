import { accountAfter, figuresOn, outcomeOf, reasonsFor, story } from '@test/support/account-story';
import { specFor } from '@test/support/given-when-then';
import { sign } from '@test/support/limit-commands';
import { bill, endOn, order, ship } from '@test/support/order-commands';
import { creditAccount } from './decider';

const given = specFor(creditAccount);
const past = [sign('HT-1', '1000.00'), order('S-1', '600.00')];
const figures = (...commands: Parameters<typeof accountAfter>) => {
  const { reserved, dispatched, receivables, exposure } = figuresOn('2026-03-01', accountAfter(...commands));
  return { reserved, dispatched, receivables, exposure };
};
const parts = [...past, ship('S-1', 'D-1', '250.00'), ship('S-1', 'D-2', '100.00')];

describe('what has left the yard and is on no invoice yet', () => {
  test('is owed like what is reserved and what is invoiced: its parts come to the same', () => {
    expect(figures(...parts)).toEqual({
      ...{ reserved: '250.00', dispatched: '350.00', receivables: '0.00', exposure: '600.00' },
    });
    expect(reasonsFor(parts, order('S-2', '400.01'))).toEqual(['free-limit']);
    expect(outcomeOf(parts, order('S-2', '400.00'))).toEqual(['ShipmentAuthorised']);
  });

  test('goes over into a receivable by its invoice, fen for fen', () =>
    expect(figures(...parts, bill('R-1', '349.99', { shipmentId: 'S-1' }))).toEqual({
      ...{ reserved: '250.00', dispatched: '0.01', receivables: '349.99', exposure: '600.00' },
    }));

  test('ends with the invoice that says it is the last one, though they come to less', () =>
    expect(figures(...parts, bill('R-1', '340.00', { shipmentId: 'S-1', completesShipment: true }))).toMatchObject({
      ...{ dispatched: '0.00', receivables: '340.00', exposure: '590.00' },
    }));

  test('is never less than nothing, though the invoice comes to more', () =>
    expect(figures(...parts, bill('R-1', '360.00', { shipmentId: 'S-1' }))).toMatchObject({
      ...{ dispatched: '0.00', receivables: '360.00', exposure: '610.00' },
    }));

  test('is not touched by an invoice of something else', () => {
    expect(figures(...parts, bill('R-1', '5.00'))).toMatchObject({ dispatched: '350.00', receivables: '5.00' });
    expect(figures(...parts, bill('R-1', '5.00', { shipmentId: 'S-OLD' }))).toMatchObject({ dispatched: '350.00' });
  });

  test('stays when the rest of the order is given back or has run out', () => {
    for (const how of ['released', 'expired'] as const)
      expect(figures(...parts, endOn('S-1', '2026-04-01', how))).toMatchObject({
        ...{ reserved: '0.00', dispatched: '350.00', exposure: '350.00' },
      });
  });

  test('is invoiced after the order has ended as well', () => {
    const ended = [...parts, endOn('S-1', '2026-04-01', 'released'), bill('R-1', '350.00', { shipmentId: 'S-1' })];
    expect(figures(...ended)).toMatchObject({ dispatched: '0.00', receivables: '350.00', exposure: '350.00' });
  });
});

describe('a dispatch without an invoice', () => {
  test('comes again as nothing, also once it is invoiced', () => {
    expect(outcomeOf(parts, ship('S-1', 'D-1', '250.00'))).toEqual([]);
    const invoiced = [...parts, bill('R-1', '350.00', { shipmentId: 'S-1' })];
    expect(outcomeOf(invoiced, ship('S-1', 'D-1', '250.00', { on: '2026-03-20' }))).toEqual([]);
  });

  test('is not the one that opened a receivable', () =>
    given(...story(...parts))
      .when(ship('S-1', 'D-1', '250.00', { receivableId: 'R-1' }))
      .thenProblem('same-id-other-content'));

  test('and one with an invoice may stand side by side', () =>
    expect(figures(...parts, ship('S-1', 'D-3', '50.00', { receivableId: 'R-3' }))).toEqual({
      ...{ reserved: '200.00', dispatched: '350.00', receivables: '50.00', exposure: '600.00' },
    }));
});
