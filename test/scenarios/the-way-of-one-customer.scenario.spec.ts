import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { agingReport } from '@app/contracts/aging';
import { paymentReply } from '@app/contracts/payments';
import { authorisationReply, shipmentCheck } from '@app/contracts/shipment';
import { applicationFile, assessmentExplanation } from '@app/contracts/credit-application';
import { customerFile, timelinePage } from '@app/contracts/customer';
import { tickReply, worklistPage } from '@app/contracts/follow-up';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

// The ten lines of the README over HTTP, on a clock that the test moves. One test after the other is one customer's year.
const example = z
  .object({ statements: z.array(z.record(z.string(), z.unknown())), answers: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(__dirname, '../../config/examples/assess-worked-example.json'), 'utf8')));

const customer = '/api/customers/C-1';
const application = '/api/applications/A-1';
const sales: Asking = { by: 'sales-zhao' };
const analyst: Asking = { by: 'analyst-li' };
const approver: Asking = { by: 'approver-wang' };

describe('the way of one customer', () => {
  let day = '2026-03-02';
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  const done = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const tickOn = async (date: string) => {
    day = date;
    return tickReply.parse(await done('POST', '/api/follow-up/tick', {}));
  };

  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date(`${day}T09:00:00+08:00`) });
    ask = asker(desk.url);
  });
  afterAll(() => desk.stop());

  test('begins with its registration', async () => {
    const details = {
      name: '鑫旺农机',
      creditCode: '91350100M000100Y43',
      sellingUnit: '鲁南',
      customerSince: '2018-05-01',
    };
    expect(await done('PUT', customer, details, sales)).toMatchObject({ recorded: ['CustomerRegistered'] });
    expect(await done('PUT', customer, details, sales)).toMatchObject({ recorded: [] });
  });

  test('goes on with an application that is sent to assessment', async () => {
    const filed = { customerId: 'C-1', amount: '1000000.00', termDays: 60, expectedMonthlySales: '600000.00' };
    expect(await done('PUT', application, filed, sales)).toMatchObject({ recorded: ['ApplicationFiled'] });
    expect(await done('PUT', `${application}/preliminary-review`, { verdict: 'assess' }, sales)).toMatchObject({
      recorded: ['ApplicationSentToAssessment'],
    });
  });

  test('with a statement and 72 answers', async () => {
    const { year, ...statement } = example.statements[0]!;
    await done('PUT', `${customer}/statements/${String(year)}`, statement, analyst);
    expect(await done('PUT', `${application}/answers`, { answers: example.answers }, analyst)).toMatchObject({
      recorded: ['AnswersRecorded'],
    });
  });

  test('is assessed at 3A2, and every figure is explained', async () => {
    await done('PUT', `${application}/assessment`, { assessmentId: 'AS-1' }, analyst);
    await desk.settle();
    const file = applicationFile.parse(await done('GET', application));
    expect(file).toMatchObject({ stage: 'assessed', grade: '3A2', answered: 71, suggestedLimit: '874000.00' });
    const { explanation } = assessmentExplanation.parse(await done('GET', `${application}/explanation`));
    expect(explanation).toMatchObject({ value: '3A2' });
  });

  test('is reported on, and remarked on', async () => {
    const opinion = { assessmentId: 'AS-1', opinion: '经营稳定，付款记录良好。', recommendation: 'approve' };
    const early = { verdict: 'refuse', reason: 'no need' };
    const undecided = await ask('PUT', `${application}/decision`, early, approver);
    expect(undecided).toMatchObject({ status: 422, body: { code: 'application-stage' } });
    for (const recorded of [['ReportWritten'], []])
      expect(await done('PUT', `${application}/report`, opinion, analyst)).toMatchObject({ recorded });
    const remark = { assessmentId: 'AS-1', remark: '担保情况如何？' };
    for (const recorded of [['ReportRemarked'], []])
      expect(await done('PUT', `${application}/remarks/RM-1`, remark, approver)).toMatchObject({ recorded });
    await desk.settle();
    expect(applicationFile.parse(await done('GET', application))).toMatchObject({
      stage: 'reported',
      report: { ...opinion, by: 'analyst-li', on: '2026-03-02' },
      remarks: [{ remarkId: 'RM-1', ...remark, by: 'approver-wang' }],
      dueOn: '2026-03-05',
      lateDays: 0,
    });
  });

  test('is decided with four eyes, and within authority', async () => {
    const approval = { verdict: 'approve', limit: '800000.00', termDays: 30 };
    const own = await ask('PUT', `${application}/decision`, approval, analyst);
    expect(own).toMatchObject({ status: 422, body: { code: 'own-assessment' } });
    const without = await ask('PUT', `${application}/decision`, approval, { by: 'sales-qian' });
    expect(without).toMatchObject({ status: 422, body: { code: 'limit-above-authority' } });
    // Its 64 % lies within two points of a step of the strategy: it takes two approvers.
    for (const recorded of [['ApprovalProposed'], []])
      expect(await done('PUT', `${application}/decision`, approval, approver)).toMatchObject({ recorded });
    expect(await done('PUT', `${application}/decision`, approval, { by: 'approver-sun' })).toMatchObject({
      recorded: ['ApplicationApproved'],
    });
  });

  test('opens its account with the signature', async () => {
    const before = shipmentCheck.parse(await done('GET', `${customer}/shipment-check?amount=1.00`));
    expect(before.decision).toBe('no');
    const agreement = { agreementId: 'HT-1', validFrom: '2026-03-02', validTo: '2027-03-01' };
    await done('PUT', `${application}/agreement`, agreement, approver);
    await desk.settle();
    const check = shipmentCheck.parse(await done('GET', `${customer}/shipment-check?amount=500000.00`));
    expect(check).toMatchObject({ decision: 'yes', exposure: { limit: '800000.00', available: '800000.00' } });
  });

  test('ships within the limit, and is refused with every reason beyond it', async () => {
    const authorise = async (shipment: string, amount: string) =>
      authorisationReply.parse(await done('PUT', `${customer}/shipments/${shipment}/authorisation`, { amount }, sales));
    expect(await authorise('S-1', '500000.00')).toMatchObject({ decision: 'authorised', available: '300000.00' });
    expect(await authorise('S-1', '500000.00')).toMatchObject({ decision: 'authorised', available: '300000.00' });
    const refused = await authorise('S-2', '300000.01');
    expect(refused).toMatchObject({ decision: 'refused', available: '300000.00' });
    expect(refused.rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => rule)).toEqual(['free-limit']);
    const dispatch = `${customer}/shipments/S-1/dispatches/D-1`;
    expect(await done('PUT', dispatch, { amount: '500000.00', receivableId: 'F-1' }, sales)).toMatchObject({
      recorded: ['ShipmentDispatched', 'ReceivableOpened'],
    });
  });

  test('is reminded, warned, held and blacklisted, each once', async () => {
    await desk.settle();
    const worklist = worklistPage.parse(await done('GET', '/api/follow-up/worklist'));
    expect(worklist.rows).toMatchObject([{ receivableId: 'F-1', step: 'confirm-shipment', dueDate: '2026-04-01' }]);
    const outcome = '/api/follow-up/C-1/F-1/steps/confirm-shipment/1/outcome';
    await done('PUT', outcome, { outcome: 'confirmed' }, { by: 'collector-sun' });

    expect((await tickOn('2026-03-25')).steps).toEqual({ remind: 1 });
    expect((await tickOn('2026-03-25')).steps).toEqual({});
    // The warning puts a bad credit record into the file, and that asks for a new assessment on the same day.
    expect(await tickOn('2026-04-08')).toMatchObject({ steps: { warn: 1 }, reassessmentsDue: 1 });
    expect((await tickOn('2026-04-08')).reassessmentsDue).toBe(0);
    expect((await tickOn('2026-04-15')).steps).toEqual({ hold: 1 });
    const held = shipmentCheck.parse(await done('GET', `${customer}/shipment-check?amount=1.00`));
    expect(held.rules.filter(({ outcome: said }) => said === 'block').map(({ rule }) => rule)).toEqual(['not-on-hold']);
    expect((await tickOn('2026-05-01')).steps).toEqual({ 'special-case': 1 });
    expect(customerFile.parse(await done('GET', customer))).toMatchObject({
      heldFor: ['F-1'],
      blacklisted: true,
      badCreditRecords: 1,
      overdue: '500000.00',
    });
  });

  test('pays, and the hold lifts by itself but not the blacklisting', async () => {
    const paid = { amount: '520000.00', reference: 'bank 77' };
    const reply = paymentReply.parse(await done('PUT', `${customer}/payments/P-1`, paid, { by: 'finance-zhou' }));
    expect(reply).toMatchObject({
      allocations: [{ receivableId: 'F-1', amount: '500000.00' }],
      unallocated: '20000.00',
    });
    expect(paymentReply.parse(await done('PUT', `${customer}/payments/P-1`, paid, { by: 'finance-zhou' }))).toEqual(
      reply,
    );
    await desk.settle();
    expect(customerFile.parse(await done('GET', customer))).toMatchObject({ heldFor: [], blacklisted: true });
    const byCollector = await ask('PUT', `${customer}/blacklist/lifting`, { reason: 'paid' }, { by: 'collector-sun' });
    expect(byCollector).toMatchObject({ status: 422, body: { code: 'role-may-not' } });
    await done('PUT', `${customer}/blacklist/lifting`, { reason: 'paid in full' }, approver);
    await desk.settle();
    expect(customerFile.parse(await done('GET', customer))).toMatchObject({ blacklisted: false });
  });

  test('stands in the aging of any day as it was', async () => {
    const agingOf = async (asOf: string) => agingReport.parse(await done('GET', `/api/aging?asOf=${asOf}`));
    expect((await agingOf('2026-03-01')).invoices).toBe(0);
    expect(await agingOf('2026-04-09')).toMatchObject({ receivables: '500000.00', invoices: 1 });
    expect((await agingOf('2026-04-09')).rows[0]?.buckets[2]).toBe('500000.00');
    expect(await agingOf('2026-05-01')).toMatchObject({
      receivables: '0.00',
      unallocatedCash: '20000.00',
      proof: { ledger: '-20000.00' },
    });
  });

  test('can be read as a story in both languages', async () => {
    const inEnglish = timelinePage.parse(await done('GET', `${customer}/timeline?size=200`));
    const inChinese = timelinePage.parse(
      await done('GET', `${customer}/timeline?size=200`, undefined, { language: 'zh' }),
    );
    expect(inEnglish.total).toBe(inEnglish.rows.length);
    expect(inEnglish.rows.map(({ type }) => type)).toEqual(inChinese.rows.map(({ type }) => type));
    expect(inEnglish.rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'CustomerRegistered',
        'AssessmentCompleted',
        'AgreementSigned',
        'StepDone',
        'HoldLifted',
      ]),
    );
    expect(inChinese.rows.every(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true);
  });
});
