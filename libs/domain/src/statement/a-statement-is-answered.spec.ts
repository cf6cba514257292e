import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { specFor } from '@test/support/given-when-then';
import { statement } from './decider';
import type { StatementEvent } from './events';

const given = specFor(statement);
const data = {
  statementId: 'DZ-1',
  customerId: 'C-1',
  from: dateOf('2026-01-01'),
  to: dateOf('2026-03-31'),
  position: '0000000000000042',
  opening: ofYuan('0.00'),
  closing: ofYuan('120000.00'),
  sha256: 'ab'.repeat(32),
  issuedBy: 'finance-sun',
  on: dateOf('2026-04-02'),
};
const issued: StatementEvent = { type: 'StatementIssued', data };
const answer = { statementId: 'DZ-1', recordedBy: 'finance-sun', on: dateOf('2026-04-09') };
const confirm = { type: 'ConfirmStatement', data: { ...answer, confirmedBy: '王芳' } } as const;
const contest = { type: 'ContestStatement', data: { ...answer, reason: '少记一笔回款' } } as const;
const confirmed: StatementEvent = { type: 'StatementConfirmed', data: confirm.data };
const contested: StatementEvent = { type: 'StatementContested', data: contest.data };

describe('a statement of account', () => {
  test('is issued once, as it was known then', () => {
    given().when({ type: 'IssueStatement', data }).then(issued);
    const later = { ...data, position: '0000000000000099', closing: ofYuan('1.00'), on: dateOf('2026-04-20') };
    given(issued).when({ type: 'IssueStatement', data: later }).thenNothing();
  });
  test('is not another one under the same id', () =>
    given(issued)
      .when({ type: 'IssueStatement', data: { ...data, to: dateOf('2026-02-28') } })
      .thenProblem('same-id-other-content'));
  test('does not end before it begins', () =>
    given()
      .when({ type: 'IssueStatement', data: { ...data, to: dateOf('2025-12-31') } })
      .thenProblem('date-order'));
  test('is confirmed once, whenever that is sent again', () => {
    given(issued).when(confirm).then(confirmed);
    given(issued, confirmed)
      .when({ ...confirm, data: { ...confirm.data, on: dateOf('2026-04-11') } })
      .thenNothing();
    given(issued, confirmed)
      .when({ ...confirm, data: { ...confirm.data, confirmedBy: '李明' } })
      .thenProblem('same-id-other-content');
  });
  test('may be confirmed after it was contested, and is contested no more when it has been confirmed', () => {
    given(issued).when(contest).then(contested);
    given(issued, contested).when(contest).thenNothing();
    given(issued, contested).when(confirm).then(confirmed);
    given(issued, confirmed).when(contest).thenProblem('statement-confirmed');
  });
  test('is not answered before it was issued, and not at all when nobody issued it', () => {
    given(issued)
      .when({ ...confirm, data: { ...confirm.data, on: dateOf('2026-04-01') } })
      .thenProblem('date-order');
    given().when(confirm).thenProblem('unknown-statement');
  });
});
