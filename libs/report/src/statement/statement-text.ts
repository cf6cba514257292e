import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import type { Language } from '@app/kernel/language';
import { withCommas, type Yuan } from '@app/kernel/yuan';
import { proofWords, statementWords } from './statement-words';

const width = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) =>
      sum +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(letter)
        ? 2
        : 1),
    0,
  );
const left = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));
const right = (amount: Yuan): string => withCommas(amount).padStart(20);

/** The statement for a terminal or a mail: what the paper says, in lines. */
export const statementText = (statement: StatementOfAccount, language: Language): string => {
  const words = statementWords(language);
  const { customerName, customerId, from, to, knownAt, opening, closing, movements, openItems } = statement;
  const line = (date: string, text: string, amount: string, balance: Yuan): string =>
    `${left(date, 12)}${left(text, 44)}${amount.padStart(20)}${right(balance)}`;
  return [
    `${words.title} · ${customerName} (${customerId})`,
    `${words.period}: ${from} – ${to} · ${words.knownAt}: ${knownAt.recordedAt} · ${words.position} ${knownAt.position}`,
    '',
    line(from, words.opening, '', opening),
    ...movements.map(({ date, recordedOn, text, amount, balance }) =>
      line(
        date,
        recordedOn === undefined ? text : `${text} (${words.recorded} ${recordedOn})`,
        withCommas(amount),
        balance,
      ),
    ),
    line(to, words.closing, '', closing),
    '',
    openItems.length === 0 ? words.noItems : `${words.openItems}:`,
    ...openItems.map(
      ({ receivableId, dueDate, open, daysOverdue }) =>
        `  ${left(receivableId, 24)}${words.due} ${dueDate}${right(open)}${daysOverdue > 0 ? `  ${words.age} ${daysOverdue}` : ''}`,
    ),
    '',
    `${words.proof}: ${proofWords(statement, language)}`,
    '',
  ].join('\n');
};
