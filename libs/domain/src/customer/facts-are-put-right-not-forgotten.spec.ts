import type { FileFact } from '@app/credit-model/customer-file/file-facts';
import { addDays, dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { historyOf, register, takeOver } from '@test/support/credit-files';
import {
  attach,
  completeDetails,
  offerSecurity,
  recordFact,
  releaseSecurity,
  revalueSecurity,
  withdrawAttachment,
  withdrawFact,
} from '@test/support/customer-files';
import { specFor } from '@test/support/given-when-then';
import { ofYuan } from '@app/kernel/yuan';
import type { CustomerCommand } from './commands';
import { factsOf, securitiesOn } from './customer';
import { customer } from './decider';

const after = (...commands: CustomerCommand[]) => specFor(customer)(...historyOf(customer, [register(), ...commands]));
const fileAfter = (...commands: CustomerCommand[]) => {
  const file = historyOf(customer, [register(), ...commands]).reduce(customer.evolve, customer.initial);
  if (file === undefined) throw new Error('there is no file');
  return file;
};
const suit: FileFact = {
  kind: 'litigation',
  about: 'sued-by-supplier',
  caseNumber: '(2026)鲁01民初12号',
  filedOn: dateOf('2026-01-05'),
  status: 'open',
};
const closed: FileFact = { ...suit, status: 'closed' };

describe('a fact of the file', () => {
  test('is recorded once', () => {
    after()
      .when(recordFact('F-1', suit))
      .then({ type: 'FileFactRecorded', data: recordFact('F-1', suit).data });
    after(recordFact('F-1', suit)).when(recordFact('F-1', suit)).thenNothing();
  });

  test('is not changed by another content under its id, unless that says why it corrects it', () => {
    after(recordFact('F-1', suit)).when(recordFact('F-1', closed)).thenProblem('same-id-other-content');
    after(recordFact('F-1', suit))
      .when(recordFact('F-1', closed, '已和解'))
      .then({ type: 'FileFactRecorded', data: recordFact('F-1', closed, '已和解').data });
    expect(factsOf(fileAfter(recordFact('F-1', suit), recordFact('F-1', closed, '已和解')))).toEqual([
      { ...closed, factId: 'F-1' },
    ]);
  });

  test('has happened: of the days to come nothing is recorded', () => {
    const { on } = recordFact('F-1', suit).data;
    const filed = (filedOn: typeof on): FileFact => ({ ...suit, kind: 'litigation', filedOn });
    after()
      .when(recordFact('F-1', filed(addDays(on, 1))))
      .thenProblem('date-order');
    expect(
      after()
        .when(recordFact('F-1', filed(on)))
        .decided(),
    ).toHaveLength(1);
  });

  test('does not become a fact of another kind by a correction', () =>
    after(recordFact('F-1', suit))
      .when(recordFact('F-1', { kind: 'note', text: '误' }, '更正'))
      .thenProblem('same-id-other-content'));

  test('is withdrawn once and for good', () => {
    after().when(withdrawFact('F-1')).thenProblem('unknown-fact');
    after(recordFact('F-1', suit))
      .when(withdrawFact('F-1'))
      .then({
        type: 'FileFactWithdrawn',
        data: withdrawFact('F-1').data,
      });
    const gone = [recordFact('F-1', suit), withdrawFact('F-1')];
    after(...gone)
      .when(withdrawFact('F-1'))
      .thenNothing();
    after(...gone)
      .when(recordFact('F-1', suit))
      .thenNothing();
    after(...gone)
      .when(recordFact('F-1', closed, '更正'))
      .thenProblem('fact-withdrawn');
    expect(factsOf(fileAfter(...gone))).toEqual([]);
  });
});

describe('the details of a customer', () => {
  test('are completed where another system left them open', () => {
    const taken = historyOf(customer, [takeOver(), completeDetails({ legalRepresentative: '王芳' })]);
    expect(taken.reduce(customer.evolve, customer.initial)?.identity).toEqual({ legalRepresentative: '王芳' });
  });

  test('say what came last, and nothing that was withdrawn', () => {
    const corrected = [completeDetails({ address: '兰山路 1 号' }), completeDetails({ address: '兰山路 2 号' })];
    expect(fileAfter(...corrected).identity.address).toBe('兰山路 2 号');
    expect(fileAfter(...corrected, completeDetails({}, ['address'])).identity.address).toBeUndefined();
    after(...corrected)
      .when(completeDetails({ address: '兰山路 2 号' }))
      .thenNothing();
    after()
      .when(completeDetails({}, ['address']))
      .thenNothing();
  });
});

describe('a security', () => {
  const objections = (command: CustomerCommand): (string | undefined)[] => {
    try {
      customer.decide(command, fileAfter());
    } catch (error) {
      if (error instanceof Problem) return error.details.map(({ code, where }) => `${code} ${where}`);
      throw error;
    }
    return [];
  };

  test('is worth no more in a hurry than with time, covers no more than all of itself, and still stands', () => {
    expect(objections(offerSecurity('SE-1', { liquidationValue: '2000000.01' }))).toEqual([
      'security-liquidation-above-appraised liquidationValue',
    ]);
    expect(objections(offerSecurity('SE-1', { liquidationValue: '2000000' }))).toEqual([]);
    expect(objections(offerSecurity('SE-1', { coveragePercent: '100.01' }))).toEqual([
      'percent-out-of-range coveragePercent',
    ]);
    expect(objections(offerSecurity('SE-1', { coveragePercent: '0' }))).toEqual([
      'percent-out-of-range coveragePercent',
    ]);
    expect(objections(offerSecurity('SE-1', { validTo: '2026-03-01' }))).toEqual(['security-over validTo']);
    expect(objections(offerSecurity('SE-1', { validTo: '2026-03-02' }))).toEqual([]);
    expect(
      objections(offerSecurity('SE-1', { appraisedValue: '1', coveragePercent: '101', validTo: '2025-01-01' })),
    ).toHaveLength(3);
  });

  test('counts with its last worth, to the end of its last day, until it is released', () => {
    const file = fileAfter(offerSecurity('SE-1'), revalueSecurity('SE-1', { appraisedValue: '1500000' }));
    const [security] = securitiesOn(file, dateOf('2027-12-31'));
    expect(security).toMatchObject({ securityId: 'SE-1', appraisedValue: ofYuan(1_500_000), description: '门店房产' });
    expect(security).not.toHaveProperty('recordedBy');
    expect(securitiesOn(file, dateOf('2028-01-01'))).toEqual([]);
    const released = fileAfter(offerSecurity('SE-1'), releaseSecurity('SE-1'));
    expect(securitiesOn(released, dateOf('2026-03-02'))).toEqual([]);
  });

  test('is offered, valued and released once each', () => {
    after().when(revalueSecurity('SE-1', {})).thenProblem('unknown-security');
    after().when(releaseSecurity('SE-1')).thenProblem('unknown-security');
    after(offerSecurity('SE-1')).when(offerSecurity('SE-1')).thenNothing();
    after(offerSecurity('SE-1'))
      .when(offerSecurity('SE-1', {}, 'pledge'))
      .thenProblem('same-id-other-content');
    after(offerSecurity('SE-1')).when(revalueSecurity('SE-1', {})).thenNothing();
    const worthMore = revalueSecurity('SE-1', { appraisedValue: '3000000' });
    after(offerSecurity('SE-1'), worthMore).when(offerSecurity('SE-1')).thenNothing();
    const over = [offerSecurity('SE-1'), releaseSecurity('SE-1')];
    after(...over)
      .when(releaseSecurity('SE-1'))
      .thenNothing();
    after(...over)
      .when(worthMore)
      .thenProblem('security-released');
  });
});

describe('a paper', () => {
  test('is attached once under one name, by the hash of its bytes', () => {
    after(attach('jpg', '门店.jpg')).when(attach('jpg', '门店.jpg')).thenNothing();
    after(attach('jpg', '门店.jpg')).when(attach('jpg', '仓库.jpg')).thenProblem('same-id-other-content');
  });

  test('is withdrawn, and may come back when it was the right one after all', () => {
    after().when(withdrawAttachment('jpg')).thenProblem('unknown-attachment');
    const gone = [attach('jpg', '门店.jpg'), withdrawAttachment('jpg')];
    after(...gone)
      .when(withdrawAttachment('jpg'))
      .thenNothing();
    after(...gone)
      .when(attach('jpg', '仓库.jpg'))
      .then({ type: 'AttachmentAdded', data: attach('jpg', '仓库.jpg').data });
  });
});
