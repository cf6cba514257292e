import { authoriseShipments, checkShipments, type LineAnswers } from '@app/contracts/shipment';
import { readJson } from '../json-file';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const show = (answers: LineAnswers, out: Terminal): ExitCode => {
  const { words } = out;
  const { yes, no, problems, lines } = answers;
  const count = (value: number) => String(value);
  const told = words(
    { zh: '可以 {yes}，不可 {no}，有误 {problems}', en: 'Yes {yes}, no {no}, faulty {problems}' },
    { yes: count(yes), no: count(no), problems: count(problems) },
  );
  const notYes = lines.filter(({ decision }) => decision === 'no' || decision === 'refused' || decision === 'problem');
  const rows = notYes.map(({ lineId, customerId, available, rules = [], problem }) => [
    ...[lineId, customerId, available === undefined ? '' : grouped(available)],
    problem?.text ?? rules.map(({ text }) => text).join(' '),
  ]);
  const head = [
    words({ zh: '行', en: 'Line' }),
    words({ zh: '客户', en: 'Customer' }),
    words({ zh: '可用额度', en: 'Available' }),
    words({ zh: '原因', en: 'Why not' }),
  ];
  out.show(rows.length === 0 ? told : `${told}\n\n${table(head, rows)}`, answers);
  return no + problems === 0 ? 0 : 1;
};

/** Many lines of a file at once; exit code 0 when every line may go. */
export const checkLines = async (file: string, out: Terminal): Promise<ExitCode> => {
  const { lines, together } = readJson(file, checkShipments, 'malformed-request', out.language);
  return show(await withDesk(out, (desk) => desk.batches.check(lines, together, out.language)), out);
};

export const authoriseLines = async (file: string, { by }: { by: string }, out: Terminal): Promise<ExitCode> => {
  const metadata = { by: signature(by) };
  const { lines } = readJson(file, authoriseShipments, 'malformed-request', out.language);
  return show(await withDesk(out, (desk) => desk.batches.authorise(lines, metadata, out.language)), out);
};
