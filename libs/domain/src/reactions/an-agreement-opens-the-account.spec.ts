import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { creditAccount } from '../credit-account/decider';
import { creditApplicationEvent, type CreditApplicationEvent } from '../credit-application/events';
import { asksOfApplication } from './application-asks';

const on = dateOf('2026-03-01');
const which = { applicationId: 'AP-1', customerId: 'C-1' };

describe('an event of the application', () => {
  test('that signs the agreement opens the account on its terms', () => {
    const dates = { validFrom: dateOf('2026-03-02'), validTo: dateOf('2027-03-01') };
    const terms = { agreementId: 'HT-1', limit: ofYuan(600_000), termDays: 60, grade: '3A2', ...dates };
    const signed: CreditApplicationEvent = {
      type: 'AgreementSigned',
      data: { ...which, ...terms, security: 'none', signedBy: 'zhao', on },
    };
    expect(creditApplicationEvent.parse(signed)).toEqual(signed);
    expect(asksOfApplication(signed)).toEqual([
      {
        aggregate: 'creditAccount',
        id: 'C-1',
        command: { type: 'OpenAccount', data: { customerId: 'C-1', ...terms, on } },
      },
    ]);
  });

  test('hands on what the agreement promises for paying early and in time, and sends it no second time', () => {
    const dates = { validFrom: dateOf('2026-03-02'), validTo: dateOf('2027-03-01') };
    const rewards = { reward: { percent: '2', withinDays: 10 }, onTimeReward: { percent: '0.5' } };
    const terms = { agreementId: 'HT-1', limit: ofYuan(600_000), termDays: 60, grade: '3A2', ...dates, ...rewards };
    const [ask] = asksOfApplication({
      type: 'AgreementSigned',
      data: { ...which, ...terms, security: 'none', signedBy: 'zhao', on },
    });
    if (ask?.aggregate !== 'creditAccount' || ask.command.type !== 'OpenAccount') throw new Error('no account');
    expect(ask.command.data).toMatchObject(rewards);
    const opened = creditAccount.decide(ask.command, creditAccount.initial);
    expect(opened).toMatchObject([{ type: 'AccountOpened', data: rewards }]);
    const account = opened.reduce(creditAccount.evolve, creditAccount.initial);
    expect(creditAccount.decide(ask.command, account)).toEqual([]);
    const { onTimeReward: _, ...other } = ask.command.data;
    expect(() => creditAccount.decide({ type: 'OpenAccount', data: other }, account)).toThrow(
      expect.objectContaining({ code: 'same-id-other-content' }) as Error,
    );
  });

  test('that grants a green channel allows it under the number of the application', () => {
    const granted: CreditApplicationEvent = {
      type: 'GreenChannelGranted',
      data: {
        ...which,
        amount: ofYuan(5000),
        reason: 'flood relief',
        expiresOn: dateOf('2026-03-31'),
        grantedBy: 'zhao',
        on,
      },
    };
    expect(creditApplicationEvent.parse(granted)).toEqual(granted);
    const data = { customerId: 'C-1', allowanceId: 'AP-1', amount: ofYuan(5000), expiresOn: dateOf('2026-03-31'), on };
    expect(asksOfApplication(granted)).toEqual([
      { aggregate: 'creditAccount', id: 'C-1', command: { type: 'AllowGreenChannel', data } },
    ]);
  });

  test('short of that asks nothing of the account', () => {
    const earlier: CreditApplicationEvent[] = [
      { type: 'ApplicationSentToAssessment', data: { ...which, reviewedBy: 'li', on } },
      { type: 'ApplicationRefusedAtReview', data: { ...which, reason: 'no trade', reviewedBy: 'li', on } },
      { type: 'ApplicationReturned', data: { ...which, reason: 'statement missing', decidedBy: 'zhao', on } },
      { type: 'ApplicationRefused', data: { ...which, reason: 'too risky', decidedBy: 'zhao', on } },
    ];
    expect(earlier.flatMap(asksOfApplication)).toEqual([]);
  });
});
