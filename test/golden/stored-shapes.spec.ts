import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankLine } from '@app/domain/bank-line/decider';
import { bankLineEvent } from '@app/domain/bank-line/events';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { customer } from '@app/domain/customer/decider';
import { customerEvent } from '@app/domain/customer/events';
import { exchangeRates } from '@app/domain/exchange-rate/decider';
import { exchangeRateEvent } from '@app/domain/exchange-rate/events';
import { followUp } from '@app/domain/follow-up/decider';
import { followUpEvent } from '@app/domain/follow-up/events';
import { LEDGER, ledgerPeriod } from '@app/domain/ledger-period/decider';
import { ledgerPeriodEvent } from '@app/domain/ledger-period/events';
import { policyVersions } from '@app/domain/policy/decider';
import { policyEvent } from '@app/domain/policy/events';
import { statement } from '@app/domain/statement/decider';
import { statementEvent } from '@app/domain/statement/events';
import { webhook } from '@app/domain/webhook/decider';
import { webhookEvent } from '@app/domain/webhook/events';
import type { SealedEvent, StoredEvent } from '@app/event-store/event-store';
import { createHandler } from '@app/event-store/handle';
import { knownEvents, readEvent } from '@app/kernel/event-versions';
import { timelineEvent } from '@app/read-models/projections/timeline';
import { sentenceOf } from '@app/read-models/sentences/timeline-sentences';
import { readBed } from '@test/support/read-bed';
import { exampleFile, exampleOf, examplesOf, grownExamples, versionOf } from './shapes/examples';
import { grown, lostExamples, objectionsTo, type StoredShapes } from './shapes/stored-shapes';

// What is on disk is shown in docs/events, one file an aggregate, every version of every event that was ever written; and
// test/golden/events keeps one stored example of each, for ever. After a new event, an optional field or a new version,
// `XAY_WRITE_EVENTS=1 npm test -- stored-shapes` adds what is missing. It takes nothing away, and refuses to bless a
// change after which stored events could no longer be read: see docs/how-to/change-an-event.md.
const folder = join(__dirname, '..', '..', 'docs', 'events');
const isWriting = process.env['XAY_WRITE_EVENTS'] === '1';
const aggregates = [
  { name: 'customer', schema: customerEvent, decider: customer, id: 'C-1' },
  { name: 'credit-application', schema: creditApplicationEvent, decider: creditApplication, id: 'AP-1' },
  { name: 'credit-account', schema: creditAccountEvent, decider: creditAccount, id: 'C-1' },
  { name: 'credit-group', schema: creditGroupEvent, decider: creditGroup, id: 'HQ-1' },
  { name: 'follow-up', schema: followUpEvent, decider: followUp, id: 'C-1:R-1' },
  { name: 'policy', schema: policyEvent, decider: policyVersions, id: 'scoring' },
  { name: 'statement', schema: statementEvent, decider: statement, id: 'DZ-1' },
  { name: 'bank-line', schema: bankLineEvent, decider: bankLine, id: 'BL-1' },
  { name: 'webhook', schema: webhookEvent, decider: webhook, id: 'W-1' },
  { name: 'exchange-rate', schema: exchangeRateEvent, decider: exchangeRates, id: 'USD' },
  { name: 'ledger-period', schema: ledgerPeriodEvent, decider: ledgerPeriod, id: LEDGER },
] as const;
/** Policies, groups, webhooks, bank lines, statements, rates and the ledger itself are no customer's: they have no place on a timeline. */
const isOnTimeline = ({ stream }: Readonly<{ stream: string }>): boolean =>
  !/^(policy|creditGroup|webhook|bankLine|statement|exchangeRate|ledgerPeriod)-/.test(stream);
const names = aggregates.map(({ name }) => name);

const shapeFile = (name: string): string => join(folder, `${name}.json`);
const committedShapes = (name: string): StoredShapes =>
  JSON.parse(readFileSync(shapeFile(name), 'utf8')) as StoredShapes;
const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe.each(aggregates)('the stored shapes of $name', ({ name, schema, decider, id }) => {
  const objections = (): readonly string[] => {
    const committed = committedShapes(name);
    return [...objectionsTo(committed, schema), ...lostExamples(committed, examplesOf(name))];
  };

  test('have only grown: whatever was stored still reads, and no example is lost', () =>
    expect(objections()).toEqual([]));

  test('are those that docs/events shows, each version with its example', async () => {
    const committed = committedShapes(name);
    if (isWriting && objections().length === 0) {
      const stream = `${decider.category}-${id}`;
      const examples = await grownExamples(examplesOf(name), { schema, stream });
      const today = grown(committed, schema, (type, version) => exampleOf(examples, type, version));
      writeFileSync(exampleFile(name), examples.map((example) => `${JSON.stringify(example)}\n`).join(''));
      writeFileSync(shapeFile(name), asFile(today));
    }
    const examples = examplesOf(name);
    const today = grown(committedShapes(name), schema, (type, version) => exampleOf(examples, type, version));
    expect(readFileSync(shapeFile(name), 'utf8')).toBe(asFile(today));
  });

  test('have an example of every version, and no version is left out', () => {
    const examples = examplesOf(name);
    const shown = committedShapes(name).events;
    for (const { type, version, example } of shown) expect(exampleOf(examples, type, version)).toBe(example);
    for (const { type, version, formerly } of knownEvents(schema)) {
      const versions = shown.filter((each) => [type, ...formerly].includes(each.type)).map((each) => each.version);
      expect([type, versions]).toEqual([type, Array.from({ length: version }, (_, index) => index + 1)]);
    }
    const unknown = examples.filter(
      (each) => !shown.some(({ type, version }) => type === each.type && version === versionOf(each)),
    );
    expect(unknown).toEqual([]);
  });
});
const wrong = /undefined|NaN|\[object/;

describe('the stored examples', () => {
  let all: readonly SealedEvent[];
  let bed: Awaited<ReturnType<typeof readBed>>;
  let events: readonly StoredEvent[];
  beforeAll(async () => {
    all = names.flatMap(examplesOf);
    bed = await readBed();
    // Restoring them checks the hash that ties each to the one before it.
    await bed.store.restore(all);
    events = await bed.store.readAll();
  });
  afterAll(() => bed.close());

  test('stand in the files untouched', () => expect(events.map(({ id }) => id)).toEqual(all.map(({ id }) => id)));

  test.each(aggregates)('of $name are folded into its state', async ({ schema, decider, id, name }) => {
    const asked = { decider, schema, id } as unknown as Parameters<ReturnType<typeof createHandler>['load']>[0];
    const { state, revision } = await createHandler({ store: bed.store }).load(asked);
    expect(revision).toBe(examplesOf(name).length - 1);
    expect(state).toBeDefined();
  });

  test('each have a sentence in both languages', () => {
    for (const stored of events.filter(isOnTimeline)) {
      const { zh, en } = sentenceOf(readEvent(timelineEvent, stored));
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(`${zh} ${en}`).not.toMatch(wrong);
    }
  });

  test('are taken by every read model', async () => {
    await bed.followers.settle();
    const [{ entries } = { entries: 0 }] = await bed.sql<
      { entries: number }[]
    >`select count(*)::int as entries from read.timeline`;
    expect(entries).toBe(all.filter(isOnTimeline).length);
    expect((await bed.followers.states()).filter(({ lag, stopped }) => lag > 0 || stopped !== undefined)).toEqual([]);
  });
});

test('every aggregate is shown, and nothing else', () =>
  expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.json`).sort()));
