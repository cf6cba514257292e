import type { DecisionVerdict, ReviewVerdict } from '@app/domain/credit-application/commands';
import { lastAssessment } from '@app/domain/credit-application/application';
import { mayApprove, mayGrant, roleOf } from '@app/domain/authority/authority-policy';
import { addDays, addMonths } from '@app/kernel/business-date';
import { office } from '../cast/places';
import type { Act, DealerStory } from '../dealer-story';
import { perMilleOf } from '../season';
import { opinionOn } from './opinion';
import { payArrears, liftBlacklist } from './paying';
import { order } from './trading';

const PRODUCTS = ['三轮汽车 7YP 系列', '低速货车与三轮汽车', '农用三轮车及配件', '轮式拖拉机与三轮汽车'];
const REASONS = ['春耕前铺货', '新开二级网点,扩大库存', '老客户,申请赊销周转', '秋收备货', '代理区域扩大'];
const GREEN_DAYS = 45;
/** In thousandths of what was asked for. */
const GREEN_SHARE = 350;

const idOf = (kind: string, { dealer }: DealerStory): string => `${kind}-${dealer.number}-1`;
const about = (story: DealerStory, by: string) => ({ applicationId: idOf('SQ', story), by, on: story.today });

/** A dealer comes in: registered by the selling unit, which files the application the same day. */
export const apply: Act = async (story) => {
  const { dealer, dice, today: on } = story;
  const { customerId, name, creditCode, unit, contact, customerSince } = dealer;
  const details = { name, creditCode, sellingUnit: unit.name, customerSince, contact, demo: true };
  await story.askCustomer({ type: 'RegisterCustomer', data: { customerId, ...details, on } }, unit.sales);
  const asked = { amount: dealer.asked, termDays: dealer.termDays, expectedMonthlySales: dealer.expectedMonthlySales };
  const words = { products: dice.pick(PRODUCTS), reason: dice.pick(REASONS) };
  const filed = { applicationId: idOf('SQ', story), customerId, ...asked, ...words, sellingUnit: unit.name };
  await story.askApplication({ type: 'FileApplication', data: { ...filed, filedBy: unit.sales, on } }, unit.sales);
  if (dealer.role.fate !== 'filed') story.later(2, review);
};

const verdictFor = ({ dealer, today }: DealerStory): ReviewVerdict => {
  switch (dealer.role.fate) {
    case 'refused-at-review':
      return { verdict: 'refuse', reason: '申请区域已有独家经销商,且近一年无提货记录' };
    case 'green-channel': {
      const amount = perMilleOf(dealer.asked, GREEN_SHARE);
      const expiresOn = addDays(today, GREEN_DAYS);
      return { verdict: 'green-channel', amount, reason: '县政府集中采购环卫三轮车,交货期十日', expiresOn };
    }
    case 'trades':
    case 'lapses':
    case 'filed':
    case 'in-assessment':
    case 'assessed':
    case 'reported':
    case 'approved':
    case 'returned':
    case 'declined':
      return { verdict: 'assess' };
  }
};

const review: Act = async (story) => {
  const { unit, role } = story.dealer;
  const verdict = verdictFor(story);
  const deciding = await story.applications.forDeciding(idOf('SQ', story));
  // Above what the head of the unit may grant, head office grants the green channel.
  const grantors = [unit.head, office.approvers[0], office.director];
  const mayReview = (by: string) =>
    verdict.verdict !== 'green-channel' || mayGrant(by, verdict.amount, deciding.authority);
  const by = grantors.find(mayReview) ?? office.director;
  await story.askApplication({ type: 'ReviewApplication', data: { ...about(story, by), ...deciding, verdict } }, by);
  if (role.fate === 'refused-at-review') return;
  if (role.fate === 'green-channel') story.later(2, order);
  story.later(2, collectFile);
};

/** Who the dealer is, who stands behind it and what others say of it. */
const fillFile = async (story: DealerStory, by: string): Promise<void> => {
  const { dealer, today: on } = story;
  const { customerId, number, file } = dealer;
  const details = { customerId, details: file.identity, withdrawn: [], completedBy: by, on };
  await story.askCustomer({ type: 'CompleteDetails', data: details }, by);
  for (const [nth, fact] of file.facts.entries()) {
    const data = { customerId, factId: `DA-${number}-${nth + 1}`, fact, recordedBy: by, on };
    await story.askCustomer({ type: 'RecordFact', data }, by);
  }
  if (file.security === undefined) return;
  const data = { customerId, ...file.security, recordedBy: by, on };
  await story.askCustomer({ type: 'OfferSecurity', data }, by);
};

/** The analyst collects the statements and answers the first aspects; the rest after a visit. */
const collectFile: Act = async (story) => {
  const { dealer, today: on } = story;
  const recordedBy = analystOf(story);
  await fillFile(story, recordedBy);
  for (const statement of dealer.statements) {
    const data = { customerId: dealer.customerId, statement, recordedBy, on };
    await story.askCustomer({ type: 'RecordStatement', data }, recordedBy);
  }
  const answers = Object.fromEntries(Object.entries(dealer.answers).filter(([item]) => !item.startsWith('C')));
  const { policy: scoring } = await story.book.scoringOn(on);
  const data = { ...about(story, recordedBy), answers, scoring };
  await story.askApplication({ type: 'RecordAnswers', data }, recordedBy);
  if (dealer.role.fate !== 'in-assessment') story.later(4, assess);
};

const analystOf = ({ dealer }: DealerStory): string =>
  office.analysts[Number(dealer.number) % office.analysts.length] ?? office.analysts[0];

const assess: Act = async (story) => {
  const { dealer } = story;
  const by = analystOf(story);
  const { policy: scoring, stamp } = await story.book.scoringOn(story.today);
  const answered = { ...about(story, by), answers: dealer.answers, scoring };
  await story.askApplication({ type: 'RecordAnswers', data: answered }, by);
  const facts = await story.facts.forAssessment(idOf('SQ', story), story.today, {});
  const data = { ...about(story, by), assessmentId: idOf('PG', story), scoring, stamp, said: {}, facts };
  await story.askApplication({ type: 'AssessApplication', data }, by);
  if (dealer.role.fate === 'assessed') return;
  story.later(1, report);
  if (dealer.role.fate !== 'reported') story.later(3, decide);
};

/** The analyst who assessed writes what the approver reads. */
const report: Act = async (story) => {
  const by = analystOf(story);
  const { name, termDays } = story.dealer;
  const assessed = await story.assessment(idOf('SQ', story), lastAssessment);
  if (assessed === undefined) return;
  const { assessmentId, result } = assessed;
  const data = { ...about(story, by), assessmentId, ...opinionOn(result, { name, termDays }) };
  await story.askApplication({ type: 'WriteReport', data }, by);
};

/** Near a step of the strategy two have to say the same: somebody else with the same authority. */
const secondOf = (first: string): string =>
  [...office.approvers, office.otherDirector].find((other) => roleOf(other) === roleOf(first) && other !== first) ??
  office.director;

/** Within the approver's authority the approver decides, above it the director; without a grade there is one answer. */
const decide: Act = async (story) => {
  const { dealer } = story;
  const deciding = await story.applications.forDeciding(idOf('SQ', story));
  const { authority } = deciding;
  const { result } = (await story.assessment(idOf('SQ', story), lastAssessment)) ?? {};
  const approver = story.dice.pick(office.approvers);
  const by = result === undefined || mayApprove(approver, result.limit, authority) ? approver : office.director;
  const verdict = ((): DecisionVerdict => {
    if (result?.grade === undefined) return { verdict: 'refuse', reason: '评估未达授信条件,可现款提货' };
    if (dealer.role.fate === 'declined') return { verdict: 'refuse', reason: '另有供应商账款纠纷,暂不授信' };
    if (dealer.role.fate === 'returned') return { verdict: 'return', reason: '缺最近一期银行对账单,补齐后再报' };
    return { verdict: 'approve', limit: result.limit, termDays: dealer.termDays, conditions: '按月对账' };
  })();
  const decideAs = (who: string) =>
    story.askApplication({ type: 'DecideApplication', data: { ...about(story, who), ...deciding, verdict } }, who);
  await decideAs(by);
  if (verdict.verdict === 'approve' && result?.secondApprover === true) await decideAs(secondOf(by));
  if (verdict.verdict === 'approve' && dealer.role.fate !== 'approved') story.later(3, sign);
};

const LAPSES_AFTER_MONTHS = 7;

/** The agreement opens the credit account; the first order comes a few days later. */
const sign: Act = async (story) => {
  const { dealer, today, dice, year } = story;
  const { sales } = dealer.unit;
  const months = dealer.role.fate === 'lapses' ? LAPSES_AFTER_MONTHS : 12;
  const terms = { validFrom: today, validTo: addDays(addMonths(today, months), -1) };
  const security = dealer.securityCoverage === undefined ? '' : '门店房产抵押';
  const data = { ...about(story, sales), agreementId: idOf('XY', story), ...terms, security };
  await story.askApplication({ type: 'SignAgreement', data }, sales);
  if (dealer.role.fate !== 'green-channel') story.later(dice.between(2, 9), order);
  if (dealer.role.temper !== 'recovers') return;
  story.on(addDays(year.firstDay, 236), payArrears('a-third'));
  story.on(addDays(year.firstDay, 247), payArrears('a-half'));
  story.on(addDays(year.firstDay, 261), payArrears('the-rest'));
  story.on(addDays(year.firstDay, 292), liftBlacklist);
};
