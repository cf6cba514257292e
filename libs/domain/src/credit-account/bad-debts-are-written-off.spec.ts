import { allocated, held, holdLifted, owed, paid } from '@test/support/account-events';
import { pay } from '@test/support/account-commands';
import { recover, writeOff } from '@test/support/correcting-commands';
import {
  allocatedOn,
  invoiced,
  paidOn,
  recovered,
  reopened,
  settledBy,
  takenBack,
  writtenOff,
} from '@test/support/correcting-events';
import { specFor } from '@test/support/given-when-then';
import { currentAuthority, firstAuthority } from '@test/support/policies-on-disk';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';

const given = specFor(creditAccount);
const state = (...events: readonly CreditAccountEvent[]) => after(creditAccount.initial, events);
const receivable = owed('R-1', '60000.00', '2026-04-30');

describe('a write-off', () => {
  test('ends what is open of a receivable, and its hold with it', () => {
    const late = [receivable, paid('P-1', '10000.00'), allocated('P-1', 'R-1', '10000.00'), held('R-1', '2026-05-20')];
    given(...late)
      .when(writeOff('WO-1', 'R-1', { on: '2026-09-01' }))
      .then(
        writtenOff('WO-1', 'R-1', '50000.00', { on: '2026-09-01' }),
        settledBy('R-1', { with: 'write-off', on: '2026-09-01' }),
        holdLifted('R-1', 'settled', 'credit-account', { day: '2026-09-01' }),
      );
  });

  test('may be of a part; the rest is owed', () => {
    given(receivable)
      .when(writeOff('WO-1', 'R-1', { amount: '59999.99' }))
      .then(writtenOff('WO-1', 'R-1', '59999.99'));
    expect(state(receivable, writtenOff('WO-1', 'R-1', '59999.99'))).toMatchObject({
      ledger: '0.01',
      sums: { receivables: '0.01' },
    });
  });

  test('takes an authority of its own over all that is given up of the receivable, to the fen', () => {
    const by = (who: string, amount: string) => writeOff('WO-2', 'R-1', { amount, by: who });
    given(receivable)
      .when(by('approver-wang', '50000.00'))
      .then(writtenOff('WO-2', 'R-1', '50000.00', { by: 'approver-wang' }));
    given(receivable).when(by('approver-wang', '50000.01')).thenProblem('above-authority');
    given(receivable).when(by('finance-zhou', '0.01')).thenProblem('role-may-not');
    const before = [receivable, writtenOff('WO-1', 'R-1', '49999.99')];
    given(...before)
      .when(by('approver-wang', '0.02'))
      .thenProblem('above-authority');
    given(...before)
      .when(by('approver-wang', '0.01'))
      .then(writtenOff('WO-2', 'R-1', '0.01', { by: 'approver-wang' }));
    // What came of it after all counts no more.
    given(...before, recovered('RE-1', ['WO-1', 'R-1'], '0.01'))
      .when(by('approver-wang', '0.02'))
      .then(writtenOff('WO-2', 'R-1', '0.02', { by: 'approver-wang' }));
  });

  test('goes by what a role may approve where the table is one of before', () => {
    expect(firstAuthority).not.toHaveProperty('writeOff');
    expect(currentAuthority).toHaveProperty('writeOff');
    const { data, type } = writeOff('WO-1', 'R-1', { by: 'approver-wang' });
    given(receivable)
      .when({ type, data: { ...data, authority: firstAuthority } })
      .then(writtenOff('WO-1', 'R-1', '60000.00', { by: 'approver-wang' }), settledBy('R-1', { with: 'write-off' }));
  });

  test('is of what is open, from a day on which that was owed', () => {
    given(receivable)
      .when(writeOff('WO-1', 'R-1', { amount: '60000.01' }))
      .thenProblem('write-off-above-open');
    given(receivable).when(writeOff('WO-1', 'R-9')).thenProblem('unknown-receivable');
    given(receivable, writtenOff('WO-1', 'R-1', '60000.00'))
      .when(writeOff('WO-2', 'R-1'))
      .thenProblem('receivable-settled');
    const dated = invoiced('R-1', '100.00', ['2026-03-05', '2026-04-30']);
    given(dated)
      .when(writeOff('WO-1', 'R-1', { valueDate: '2026-03-04', on: '2026-09-01' }))
      .thenProblem('value-date-too-early');
    const bounced = [
      ...[dated, paidOn('P-1', '100.00', '2026-04-01'), allocatedOn('P-1', 'R-1', '100.00', { on: '2026-04-01' })],
      takenBack('P-1', 'R-1', '100.00', { on: '2026-04-10' }),
    ];
    given(...bounced)
      .when(writeOff('WO-1', 'R-1', { valueDate: '2026-04-09', on: '2026-09-01' }))
      .thenProblem('value-date-too-early');
  });

  test('does nothing when it comes again, whatever is left out then', () => {
    const before = [receivable, writtenOff('WO-1', 'R-1', '100.00')];
    given(...before)
      .when(writeOff('WO-1', 'R-1', { on: '2026-10-01' }))
      .thenNothing();
    given(...before)
      .when(writeOff('WO-1', 'R-1', { amount: '100.01' }))
      .thenProblem('same-id-other-content');
  });
});

describe('what comes of a write-off after all', () => {
  const gone = [
    receivable,
    writtenOff('WO-1', 'R-1', '60000.00', { on: '2026-09-01' }),
    settledBy('R-1', { with: 'write-off', on: '2026-09-01' }),
  ];
  const some = recover('RE-1', ['WO-1', 'R-1'], '500.00', { on: '2026-10-01' });
  const back = [
    recovered('RE-1', ['WO-1', 'R-1'], '500.00', { on: '2026-10-01' }),
    reopened('R-1', '500.00', '2026-10-01'),
  ];

  test('is owed again, and is paid like anything else, from that day on', () => {
    given(...gone)
      .when(some)
      .then(...back);
    given(...gone, ...back)
      .when(pay('P-1', '500.00', { on: '2026-10-02' }))
      .then(
        paidOn('P-1', '500.00', '2026-10-02'),
        allocatedOn('P-1', 'R-1', '500.00', { on: '2026-10-02' }),
        settledBy('R-1', { on: '2026-10-02', nth: 2 }),
      );
  });

  test('is never more than was written off, in all', () => {
    given(...gone)
      .when(recover('RE-1', ['WO-1', 'R-1'], '60000.01', { on: '2026-10-01' }))
      .thenProblem('recovery-above-written-off');
    given(...gone, ...back)
      .when(recover('RE-2', ['WO-1', 'R-1'], '59500.01', { on: '2026-10-01' }))
      .thenProblem('recovery-above-written-off');
    given(...gone)
      .when(recover('RE-1', ['WO-9', 'R-1'], '1.00', { on: '2026-10-01' }))
      .thenProblem('unknown-write-off');
    given(...gone)
      .when(recover('RE-1', ['WO-1', 'R-1'], '1.00', { valueDate: '2026-08-31', on: '2026-10-01' }))
      .thenProblem('value-date-too-early');
  });

  test('comes once', () => {
    given(...gone, ...back)
      .when(recover('RE-1', ['WO-1', 'R-1'], '500.00', { on: '2026-10-05' }))
      .thenNothing();
    given(...gone, ...back)
      .when(recover('RE-1', ['WO-1', 'R-1'], '501.00', { on: '2026-10-05' }))
      .thenProblem('same-id-other-content');
  });
});
