import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationFile as applicationFileShape, applicationPage } from '@app/contracts/credit-application';
import { customerFile as customerFileShape, customerPage, timelinePage } from '@app/contracts/customer';
import { desk as deskShape } from '@app/contracts/desk';
import { followUpSteps as stepsShape, worklistPage } from '@app/contracts/follow-up';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { exposureOn, positionOf } from '@app/domain/credit-account/exposure';
import { followUp } from '@app/domain/follow-up/decider';
import { addDays, dateOf } from '@app/kernel/business-date';
import { nil, ofYuan } from '@app/kernel/yuan';
import { applicationFile } from '@app/read-models/queries/application-file';
import { applicationList } from '@app/read-models/queries/application-list';
import { customerFile } from '@app/read-models/queries/customer-file';
import { customerList } from '@app/read-models/queries/customer-list';
import { customerTimeline } from '@app/read-models/queries/customer-timeline';
import { desk } from '@app/read-models/queries/desk';
import { dueSteps } from '@app/read-models/queries/due-steps';
import { expiringReservations } from '@app/read-models/queries/expiring-reservations';
import { followUpSteps } from '@app/read-models/queries/follow-up-steps';
import { isEmpty } from '@app/read-models/queries/is-empty';
import { worklist } from '@app/read-models/queries/worklist';
import * as told from '@test/support/account-events';
import {
  stampOf,
  standardCompleteness as completeness,
  standardLadder,
  standardWorkflow,
} from '@test/support/policies-on-disk';
import { readBed, type ReadBed } from '@test/support/read-bed';
import { standardCheck } from '@test/support/policies-on-disk';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const on = dateOf('2026-05-01');
const page = { page: 1, size: 50 };
const day = { workflow: standardWorkflow, today: on };
const counted = { on, counting: standardCheck };

const registered = (customerId: string, name: string, extra: object = {}) => ({
  type: 'CustomerRegistered',
  data: { customerId, name, sellingUnit: '东北', on: told.firstOfMarch, ...extra },
});
const filed = (applicationId: string, customerId: string, day: string) => ({
  type: 'ApplicationFiled',
  data: {
    applicationId,
    customerId,
    amount: '500000.00',
    termDays: 60,
    products: '农用车',
    reason: '',
    sellingUnit: '东北',
    filedBy: 'zhang',
    on: day,
  },
});
const account: CreditAccountEvent[] = [
  told.opened('1000.00'),
  told.authorised('S-1', '100.00'),
  told.authorised('S-2', '50.00', '2026-05-01'),
  told.owed('R-1', '400.00', '2026-04-01'),
  told.owed('R-2', '300.00', '2026-06-01'),
  told.paid('P-1', '150.00'),
  told.allocated('P-1', 'R-1', '120.00'),
  told.disputed('D-1', 'R-1', '30.00'),
  told.held('R-1'),
];

describe('the screens', () => {
  let bed: ReadBed;
  beforeAll(async () => {
    bed = await readBed();
  });
  afterAll(() => bed.close());

  it('are told that nothing is there yet', async () => {
    expect(await isEmpty(bed.sql)).toBe(true);
    const empty = deskShape.parse(await desk(bed.sql, { ...counted, policy }));
    expect(empty).toMatchObject({ customers: 0, exposure: '0.00', overdueShare: '0.0', grades: [] });
    await expect(customerFile(bed.sql, { ...counted, completeness, customerId: 'C-1' })).rejects.toMatchObject({
      code: 'unknown-customer',
    });
    await expect(applicationFile(bed.sql, 'AP-1', day)).rejects.toMatchObject({ code: 'unknown-application' });
  });

  it('show a desk, customers and a file whose figures are those that the account itself decides by', async () => {
    await bed.record('customer-C-1', registered('C-1', '长春_农机', { creditCode: '91350100M000100Y43', demo: true }));
    await bed.record('customer-C-2', registered('C-2', '阿城农机', { sellingUnit: '华北' }));
    await bed.record('customer-C-3', registered('C-3', '北安100%农机'));
    await bed.record('customer-C-1', {
      type: 'BadCreditRecorded',
      data: { customerId: 'C-1', receivableId: 'R-1', step: 'warn', openAmount: '1.00', daysOverdue: 7, on },
    });
    await bed.record('creditAccount-C-1', ...account);
    await bed.followers.settle();
    expect(await isEmpty(bed.sql)).toBe(false);

    const state = account.reduce(creditAccount.evolve, creditAccount.initial);
    const exposure = exposureOn(positionOf(state), on, standardCheck);
    const file = customerFileShape.parse(await customerFile(bed.sql, { ...counted, completeness, customerId: 'C-1' }));
    expect(file.exposure).toEqual(exposure);
    expect(file).toMatchObject({
      creditCode: '91350100M000100Y43',
      grade: '3A2',
      agreement: { agreementId: 'HT-1', limit: '1000.00', termDays: 60 },
      overdue: '280.00',
      heldFor: ['R-1'],
      badCreditRecords: 1,
      demo: true,
    });
    expect(file.receivables).toEqual([
      {
        receivableId: 'R-1',
        amount: '400.00',
        open: '280.00',
        disputed: '30.00',
        invoiceDate: '2026-03-01',
        dueDate: '2026-04-01',
        daysOverdue: 30,
        held: true,
      },
      expect.objectContaining({ receivableId: 'R-2', daysOverdue: 0, held: false }),
    ]);
    const today = deskShape.parse(await desk(bed.sql, { ...counted, policy }));
    expect(today).toMatchObject({
      demo: true,
      customers: 3,
      exposure: exposure.exposure,
      limits: '1000.00',
      overdue: '280.00',
      overdueShare: '48.3',
      held: 1,
      blacklisted: 0,
      unallocatedCash: '30.00',
      grades: [{ grade: '3A2', customers: 1 }],
    });
    const counting = { ...standardCheck, countUnallocatedCash: false };
    const uncounted = await customerFile(bed.sql, { on, counting, completeness, customerId: 'C-1' });
    expect(uncounted.exposure).toEqual(exposureOn(positionOf(state), on, counting));
  });

  it('list customers by pinyin, and take a search text for what it says', async () => {
    const names = async (wish: object) => {
      const found = customerPage.parse(await customerList(bed.sql, { ...counted, ...page, ...wish }));
      return found.rows.map(({ name }) => name);
    };
    expect(await names({})).toEqual(['阿城农机', '北安100%农机', '长春_农机']);
    expect(await names({ search: '%' })).toEqual(['北安100%农机']);
    expect(await names({ search: '_' })).toEqual(['长春_农机']);
    expect(await names({ search: 'm000100' })).toEqual(['长春_农机']);
    expect(await names({ search: 'c-3' })).toEqual(['北安100%农机']);
    expect(await names({ search: '\\' })).toEqual([]);
    expect(await names({ unit: '华北' })).toEqual(['阿城农机']);
    expect(await names({ state: 'held' })).toEqual(['长春_农机']);
    expect(await names({ state: 'overdue' })).toEqual(['长春_农机']);
    expect(await names({ state: 'blacklisted' })).toEqual([]);
    const second = await customerList(bed.sql, { ...counted, page: 2, size: 2 });
    expect(second).toMatchObject({ total: 3, rows: [{ customerId: 'C-1', available: '300.00', held: true }] });
  });

  it('show applications with what they wait for', async () => {
    await bed.record('creditApplication-AP-1', filed('AP-1', 'C-1', '2026-04-01'), {
      type: 'AnswersRecorded',
      data: {
        applicationId: 'AP-1',
        customerId: 'C-1',
        answers: { A1: '5310', 'A2.1': 'good' },
        answeredBy: 'li',
        on: '2026-04-02',
      },
    });
    await bed.record('creditApplication-AP-2', filed('AP-2', 'C-2', '2026-04-03'), {
      type: 'ApplicationRefused',
      data: { applicationId: 'AP-2', customerId: 'C-2', reason: 'no need', decidedBy: 'wang', on: '2026-04-04' },
    });
    await bed.followers.settle();
    const ids = async (wish: object) =>
      applicationPage
        .parse(await applicationList(bed.sql, { ...page, ...wish }, day))
        .rows.map(({ applicationId }) => applicationId);
    expect(await ids({})).toEqual(['AP-2', 'AP-1']);
    expect(await ids({ waiting: true })).toEqual(['AP-1']);
    expect(await ids({ waiting: false })).toEqual(['AP-2']);
    expect(await ids({ stage: 'refused' })).toEqual(['AP-2']);
    const file = applicationFileShape.parse(await applicationFile(bed.sql, 'AP-1', day));
    expect(file).toMatchObject({ customerName: '长春_农机', stage: 'filed', answered: 4, changedOn: '2026-04-02' });
    expect(file.answers).toMatchObject({
      'A1.1': 'good',
      'A1.2': 'fair',
      'A1.3': 'poor',
      'A1.4': 'none',
      'A2.1': 'good',
    });
    const refused = await applicationFile(bed.sql, 'AP-2', day);
    expect(refused.decision).toEqual({ verdict: 'refused', by: 'wang', on: '2026-04-04', reason: 'no need' });
  });

  it('show the steps of a follow-up, the tasks that came of them, and what is due', async () => {
    const which = { customerId: 'C-1', receivableId: 'R-1' };
    const dates = { dispatchDate: dateOf('2026-03-01'), dueDate: dateOf('2026-04-01') };
    const opened = followUp.decide(
      {
        type: 'OpenFollowUp',
        data: {
          ...which,
          ...dates,
          amount: ofYuan('400.00'),
          ladder: standardLadder,
          stamp: stampOf(standardLadder),
          on: dates.dispatchDate,
        },
      },
      undefined,
    );
    await bed.record('followUp-C-1:R-1', ...opened);
    await bed.followers.settle();
    const due = (until: string) => dueSteps(bed.sql, { until: dateOf(until), limit: 10 });
    expect(await due('2026-03-24')).toEqual([]);
    expect(await due('2026-03-25')).toEqual([{ customerId: 'C-1', receivableId: 'R-1', date: '2026-03-25' }]);
    const [last] = await due('2026-05-01');
    expect(last).toMatchObject({ date: '2026-03-25' });
    expect(await dueSteps(bed.sql, { until: on, limit: 10, after: last })).toEqual([]);

    const state = opened.reduce(followUp.evolve, followUp.initial);
    const standing = { openAmount: ofYuan('280.00'), disputed: nil, nonCredit: false };
    const done = followUp.decide(
      { type: 'DoDueSteps', data: { ...which, ...standing, ladder: standardLadder, on: dateOf('2026-04-10') } },
      state,
    );
    await bed.record('followUp-C-1:R-1', ...done);
    await bed.followers.settle();
    const { steps } = stepsShape.parse({ steps: await followUpSteps(bed.sql, 'C-1') });
    expect(steps.map(({ step, state: stands }) => `${step} ${stands}`)).toEqual([
      'confirm-shipment done',
      'remind done',
      'check-in done',
      'warn done',
      'hold planned',
      'special-case planned',
    ]);
    const found = worklistPage.parse(
      await worklist(bed.sql, { on, ...page, ladder: standardLadder, language: 'zh', unit: '东北' }),
    );
    expect(found.total).toBe(4);
    expect(found.rows[0]).toMatchObject({
      step: 'confirm-shipment',
      doBy: '2026-03-08',
      openAmount: '280.00',
      daysOverdue: 30,
    });
    expect(found.rows.every(({ script }) => script.length > 0)).toBe(true);

    await bed.record(
      'followUp-C-1:R-1',
      {
        type: 'StepOutcomeRecorded',
        data: { ...which, step: 'warn', nth: 1, outcome: 'will-pay', note: '', by: 'chen', on },
      },
      { type: 'FollowUpClosed', data: { ...which, because: 'paid', on } },
    );
    await bed.followers.settle();
    const after = await followUpSteps(bed.sql, 'C-1');
    expect(after.filter(({ state: stands }) => stands === 'dropped').map(({ step }) => step)).toEqual([
      'hold',
      'special-case',
    ]);
    expect(after.find(({ step }) => step === 'warn')).toMatchObject({ outcome: 'will-pay', daysLate: 2 });
    expect(await worklist(bed.sql, { on, ...page, ladder: standardLadder, language: 'en' })).toMatchObject({
      total: 0,
    });
    expect(await due('2026-12-31')).toEqual([]);
  });

  it('name the authorisations that have expired, from the day after the last', async () => {
    const on15 = dateOf('2026-03-15');
    expect(await expiringReservations(bed.sql, on15)).toEqual([]);
    const expired = [{ customerId: 'C-1', shipmentId: 'S-1', expiresOn: '2026-03-15' }];
    expect(await expiringReservations(bed.sql, addDays(on15, 1))).toEqual(expired);
    expect(await expiringReservations(bed.sql, on)).toEqual(expired);
  });

  it('tell what happened with a customer, newest first, page by page, in both languages', async () => {
    const read = async (language: 'zh' | 'en', number: number) =>
      timelinePage.parse(await customerTimeline(bed.sql, { customerId: 'C-1', language, page: number, size: 5 }));
    const newest = await read('en', 1);
    expect(newest.rows[0]).toMatchObject({
      type: 'FollowUpClosed',
      by: 'spec',
      on: '2026-05-01',
      text: 'The follow-up of R-1 ended: it is paid',
      tone: 'good',
    });
    const last = await read('zh', Math.ceil(newest.total / 5));
    expect(last.rows.at(-1)).toMatchObject({
      type: 'CustomerRegistered',
      text: '建立客户档案：长春_农机，主销单位 东北',
    });
    expect(await read('en', 99)).toMatchObject({ rows: [], total: newest.total });
  });
});
