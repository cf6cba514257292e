import type { FollowUpEvent } from '@app/domain/follow-up/events';
import type { DataOf } from '@app/kernel/message';
import { money, say, type Sentences, type Tone } from './sentence';
import { outcomeWords, stepWords, taskWords } from './words';

type Done = DataOf<FollowUpEvent, 'StepDone'>;

const toneOf = ({ effects, daysOverdue }: Done): Tone =>
  effects.includes('blacklist') || effects.includes('hold-shipments')
    ? 'bad'
    : effects.length > 0 || daysOverdue > 0
      ? 'warning'
      : 'neutral';

const stepDone = (done: Done) => {
  const { step, receivableId, openAmount, daysOverdue, daysLate, task } = done;
  const zh = [
    `${stepWords[step].zh}：${receivableId} 未收 ${money(openAmount)} 元`,
    ...(daysOverdue > 0 ? [`逾期 ${daysOverdue} 天`] : []),
    ...(task === undefined ? [] : [`${taskWords[task.kind].zh}任务限 ${task.doBy} 前完成`]),
    ...(daysLate > 0 ? [`比规定晚 ${daysLate} 天`] : []),
  ];
  const en = [
    `${stepWords[step].en}: ${receivableId}, CNY ${money(openAmount)} open`,
    ...(daysOverdue > 0 ? [`${daysOverdue} days overdue`] : []),
    ...(task === undefined ? [] : [`a ${taskWords[task.kind].en} to be done by ${task.doBy}`]),
    ...(daysLate > 0 ? [`${daysLate} days later than the rule says`] : []),
  ];
  return say(zh.join(','), en.join(', '), toneOf(done));
};

const endWords = {
  paid: { zh: '已收款', en: 'paid' },
  credited: { zh: '已由红字单冲减', en: 'credited' },
  'written-off': { zh: '已作坏账核销', en: 'written off' },
} as const;

export const followUpSentences: Sentences<FollowUpEvent> = {
  FollowUpOpened: ({ receivableId, dueDate }) =>
    say(`开始跟踪 ${receivableId}，到期日 ${dueDate}`, `The follow-up of ${receivableId} began; it is due ${dueDate}`),
  StepDone: stepDone,
  StepWithheld: ({ step, receivableId, because }) =>
    because === 'disputed'
      ? say(
          `${receivableId} 全额有异议，暂缓${stepWords[step].zh}`,
          `${stepWords[step].en} of ${receivableId} is withheld: all of it is in dispute`,
        )
      : say(
          `${receivableId} 属非信用原因，暂缓${stepWords[step].zh}`,
          `${stepWords[step].en} of ${receivableId} is withheld: the reason is not the customer’s`,
        ),
  StepOutcomeRecorded: ({ step, receivableId, outcome, note, by }) =>
    say(
      `${by} 登记 ${receivableId} ${stepWords[step].zh}的结果：${outcomeWords[outcome].zh}${note === '' ? '' : `,${note}`}`,
      `${by} recorded the outcome of ${stepWords[step].en} of ${receivableId}: ${outcomeWords[outcome].en}${note === '' ? '' : `, ${note}`}`,
      outcome === 'complaint' ? 'warning' : 'neutral',
    ),
  FollowUpReplanned: ({ receivableId, dueDate, because }) =>
    because === 'extended'
      ? say(
          `${receivableId} 延期至 ${dueDate}，重排跟踪节点`,
          `The steps of ${receivableId} were planned anew: due ${dueDate}`,
        )
      : say(
          `${receivableId} 异议了结，重排跟踪节点`,
          `The steps of ${receivableId} were planned anew after the dispute was closed`,
        ),
  FollowUpClosed: ({ receivableId, because }) => {
    const { zh, en } = endWords[because];
    return say(
      `${receivableId} ${zh}，跟踪结束`,
      `The follow-up of ${receivableId} ended: it is ${en}`,
      because === 'written-off' ? 'bad' : 'good',
    );
  },
  FollowUpReopened: ({ receivableId, dueDate }) =>
    say(
      `${receivableId} 重新未收，恢复跟踪（到期日 ${dueDate}）`,
      `The follow-up of ${receivableId} goes on: it is owed again, due ${dueDate}`,
      'warning',
    ),
};
