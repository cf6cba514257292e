// A draft policy held against 100,000 assessments and what the customers then did. The log is made up and made on the fly,
// page by page: what is measured is everything that the product does with a page, from the JSON text of its events to the
// findings. No database is in it.
import { readFileSync } from 'node:fs';
import { built } from './bench-server.mjs';

const { assess } = built('credit-model/src/assess');
const { assessmentInput } = built('credit-model/src/assessment-input');
const { loadPolicies } = built('cqrs/src/policies');
const { runBacktest } = built('cqrs/src/policy-backtest');

const root = new URL('../..', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const ASSESSMENTS = 100_000;
/** So many different files; each assessment is read from its own text, so none of them is met twice as an object. */
const FILES = 500;
const CUSTOMERS = 20_000;
const MS_PER_S = 1000;

const figure = (text, n, part) => String(Math.round(Number(text) * (1 + ((n * 7919 + part * 104_729) % 100) / 100)));

/** The worked example, stretched: other figures, other amounts, other answers. */
const fileOf = (n) => {
  const file = read('config/examples/assess-worked-example.json');
  const points = ['5333', '5335', '3335', '5353', '3313', '1310', '3533', '5553'];
  const statements = file.statements.map(({ balance, ...year }) => ({
    ...year,
    balance: { ...balance, inventory: figure(balance.inventory, n % 40, 1).slice(0, 3) },
  }));
  const items = Object.keys(file.answers);
  const answers = Object.fromEntries(items.map((item, at) => [item, points[(n + at * (1 + (n % 5))) % points.length]]));
  const asked = `${200_000 + ((n * 37) % 900) * 1000}.00`;
  return assessmentInput.parse({ ...file, asked, statements, answers });
};

/** Five events of the application and six of the account, as they lie in a log. */
const storyOf = (n, { made, text }) => {
  const customerId = `C-${n % CUSTOMERS}`;
  const applicationId = `A-${n}`;
  const on = '2026-03-02';
  const which = { applicationId, customerId, on };
  const { limit, grade = 'none' } = made.result;
  const agreement = { agreementId: `HT-${n}`, limit, grade, termDays: 60, validFrom: on, validTo: '2027-03-01' };
  const application = [
    [
      'ApplicationFiled',
      { ...which, amount: made.input.asked, termDays: 60, products: '', reason: '', sellingUnit: '', filedBy: 's' },
    ],
    ['AssessmentCompleted', { ...JSON.parse(text), ...which }],
    [
      'ApplicationApproved',
      {
        ...which,
        assessmentId: 'AS',
        limit,
        termDays: 60,
        grade,
        conditions: '',
        authority: made.policy,
        decidedBy: 'w',
      },
    ],
    ['AgreementSigned', { ...which, ...agreement, security: '', signedBy: 'w' }],
  ];
  if (made.result.outcome !== 'graded') return { application: application.slice(0, 2), account: [] };
  const half = (Number(limit) / 2).toFixed(2);
  const shipment = { customerId, shipmentId: `S-${n}`, amount: half, on };
  const payment = {
    customerId,
    paymentId: `P-${n}`,
    amount: half,
    valueDate: n % 7 === 0 ? '2026-07-01' : '2026-04-20',
    on,
  };
  const account = [
    ['AccountOpened', { customerId, ...agreement, on }],
    ['ShipmentAuthorised', { ...shipment, expiresOn: '2026-04-01', policy: made.policy }],
    ['ShipmentDispatched', { ...shipment, dispatchId: `D-${n}` }],
    [
      'ReceivableOpened',
      {
        customerId,
        receivableId: `R-${n}`,
        amount: half,
        invoiceDate: on,
        dueDate: '2026-05-01',
        shipmentId: `S-${n}`,
        on,
      },
    ],
    ['PaymentRecorded', { ...payment, reference: '' }],
    ['PaymentAllocated', { ...payment, receivableId: `R-${n}` }],
  ];
  return { application, account };
};

/** A log that is read forward once, as the back-test does. */
const madeUpLog = (count, materials) => {
  let position = 0;
  let n = 0;
  let waiting = [];
  const stored = (stream, [type, data], revision) => {
    position += 1;
    const at = String(position).padStart(16, '0');
    return {
      id: at,
      stream,
      revision,
      position: at,
      type,
      data,
      metadata: { by: 'bench' },
      recordedAt: '2026-03-02T01:00:00.000Z',
    };
  };
  const refill = () => {
    const { application, account } = storyOf(n, materials[n % materials.length]);
    waiting.push(...application.map((event, at) => stored(`creditApplication-A-${n}`, event, at)));
    waiting.push(...account.map((event, at) => stored(`creditAccount-C-${n % CUSTOMERS}`, event, at)));
    n += 1;
  };
  return {
    readAll: async ({ limit }) => {
      while (waiting.length < limit && n < count) refill();
      const page = waiting.slice(0, limit);
      waiting = waiting.slice(limit);
      return page;
    },
  };
};

/**
 * Seconds for 100,000 assessments, three in four made under the policy in force and one under its predecessor, against a
 * draft of another stance. `assessments` is for quick tries: the figure is then scaled up.
 */
export const measureBacktest = async ({ assessments = ASSESSMENTS } = {}) => {
  const policies = loadPolicies(new URL('config/policies', root).pathname);
  const shipped = (id, version) =>
    policies.scoringShipped.find(({ stamp }) => stamp.id === id && stamp.version === version);
  const [inForce, older] = [policies.scoring, shipped('scoring-standard', 1)];
  const draft = shipped('scoring-conservative', 1).policy;
  const materials = Array.from({ length: FILES }, (_, n) => {
    const { policy, stamp } = n % 4 > 0 ? inForce : older;
    const input = fileOf(n);
    const made = { assessmentId: 'AS', policy: stamp, input, result: assess(policy, input), assessedBy: 'a' };
    return { made, text: JSON.stringify(made) };
  });
  const book = { scoringOn: async () => inForce };
  const over = { book, policies, draft, asOf: '2026-11-23' };
  await runBacktest({ ...over, store: madeUpLog(Math.min(1000, assessments), materials) });
  let told = 0;
  const began = performance.now();
  const found = await runBacktest({ ...over, store: madeUpLog(assessments, materials), onProgress: () => (told += 1) });
  const seconds = (performance.now() - began) / MS_PER_S;
  if (found.assessments !== assessments || told === 0 || found.changed === 0) throw new Error('nothing was compared');
  return {
    backtest100kSeconds: (seconds * ASSESSMENTS) / assessments,
    backtestAssessments: assessments,
    backtestChanged: found.changed,
    backtestRssMiB: Math.round(process.memoryUsage().rss / 1_048_576),
  };
};
