import { sentence } from '@app/contracts/sentences';
import { stepName } from '@app/domain/follow-up/ladder-policy';
import type { Bilingual } from '@app/kernel/language';
import { bucketName } from '../bucket-name';
import type { Rejection } from '../invoice-file/invoice-row';
import { grouped, table } from '../table';
import type { Terminal } from '../terminal';
import type { Played } from './play-history';
import type { Stopped } from './who-was-stopped';

export type SimulationResult = Played & Stopped & Readonly<{ rejections: readonly Rejection[] }>;

const stepWords: Record<(typeof stepName.options)[number], Bilingual> = {
  'confirm-shipment': { zh: '发货确认', en: 'shipment confirmations' },
  'check-in': { zh: '不定期了解', en: 'check-ins' },
  remind: { zh: '临期提醒', en: 'reminders' },
  warn: { zh: '信用警告', en: 'credit warnings' },
  hold: { zh: '停止发货', en: 'shipment holds' },
  'special-case': { zh: '专案处理', en: 'special cases' },
};

const NAMES_SHOWN_MAX = 12;
const names = (ids: readonly string[]): string =>
  ids.length <= NAMES_SHOWN_MAX
    ? ids.join(' ')
    : `${ids.slice(0, NAMES_SHOWN_MAX).join(' ')} … +${ids.length - NAMES_SHOWN_MAX}`;

const recorded = (result: SimulationResult, { words }: Terminal): string =>
  table(
    [words({ zh: '记账', en: 'Recorded' }), words({ zh: '数量', en: 'Count' }), words({ zh: '金额', en: 'Amount' })],
    [
      [words({ zh: '发票', en: 'Invoices' }), String(result.invoices), grouped(result.invoicesAmount)],
      [words({ zh: '回款', en: 'Payments' }), String(result.payments), grouped(result.paymentsAmount)],
    ],
  );

const steps = (result: SimulationResult, { words }: Terminal): string =>
  table(
    [words({ zh: '节点', en: 'Step' }), '', words({ zh: '次数', en: 'Times' })],
    stepName.options.map((step) => [step, words(stepWords[step]), String(result.steps[step] ?? 0)]),
  );

const stopped = (result: SimulationResult, { words }: Terminal): string =>
  table(
    [words({ zh: '客户', en: 'Customers' }), words({ zh: '数量', en: 'Count' }), ''],
    [
      [words({ zh: '曾停止发货', en: 'held at some time' }), String(result.held.length), names(result.held)],
      [words({ zh: '期末停止发货', en: 'held at the end' }), String(result.heldAtEnd.length), names(result.heldAtEnd)],
      [words({ zh: '列入黑名单', en: 'blacklisted' }), String(result.blacklisted.length), names(result.blacklisted)],
    ],
  );

const aging = ({ monthEnds }: SimulationResult, out: Terminal): string => {
  const { words } = out;
  const buckets = monthEnds[0]?.buckets.map(({ bucket }) => bucketName(bucket, out)) ?? [];
  return table(
    [
      words({ zh: '账龄 截止日', en: 'Aging as of' }),
      words({ zh: '未结发票', en: 'Open' }),
      words({ zh: '未收金额', en: 'Amount' }),
      ...buckets,
    ],
    monthEnds.map((end) => [
      end.asOf,
      String(end.invoices),
      grouped(end.receivables),
      ...end.buckets.map(({ amount }) => grouped(amount)),
    ]),
  );
};

const rejected = ({ rejections }: SimulationResult, { words, language }: Terminal): string[] =>
  rejections.length === 0
    ? []
    : [
        table(
          [
            words({ zh: '被拒绝的行', en: 'Rejected line' }),
            words({ zh: '列', en: 'Column' }),
            words({ zh: '原因', en: 'Reason' }),
          ],
          rejections
            .slice(0, 50)
            .map(({ line, column, code, facts }) => [String(line), column, sentence(code, facts, language)]),
        ),
      ];

export const simulationReport = (result: SimulationResult, out: Terminal): string =>
  [recorded(result, out), steps(result, out), stopped(result, out), aging(result, out), ...rejected(result, out)].join(
    '\n\n',
  );
