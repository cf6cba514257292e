// Two read models over the product's own events: a row for each account and a row for each receivable; the same in plain SQL,
// for whoever measures himself against it; and a log full of such events.
import { built } from './bench-server.mjs';

const { creditAccountEvent } = built('domain/src/credit-account/events');

export const PREFIX = 'creditAccount-';
export const EVENTS_PER_ACCOUNT = 50;

// Whole fen, far below 2^53, and so as exact as text.
const fenOf = (amount) => Number(amount.replace('.', ''));
const textOf = (fen) => {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const evolveAccount = (account, { type, data }) => {
  switch (type) {
    case 'AccountOpened':
      return { ...account, limit: fenOf(data.limit) };
    case 'ReceivableOpened':
      return { ...account, invoiced: account.invoiced + fenOf(data.amount) };
    case 'PaymentRecorded':
      return { ...account, paid: account.paid + fenOf(data.amount) };
    case 'PaymentAllocated':
      return { ...account, allocated: account.allocated + fenOf(data.amount) };
    case 'ReceivableSettled':
      return { ...account, settled: account.settled + 1 };
    default:
      return account;
  }
};

const withReceivable = (receivables, id, change) => new Map(receivables).set(id, { ...receivables.get(id), ...change });

const evolveReceivables = (receivables, { type, data }) => {
  switch (type) {
    case 'ReceivableOpened': {
      const opened = { amount: fenOf(data.amount), paid: 0, dueDate: data.dueDate, settled: false };
      return withReceivable(receivables, data.receivableId, opened);
    }
    case 'PaymentAllocated': {
      const paid = (receivables.get(data.receivableId)?.paid ?? 0) + fenOf(data.amount);
      return withReceivable(receivables, data.receivableId, { paid });
    }
    case 'ReceivableSettled':
      return withReceivable(receivables, data.receivableId, { settled: true });
    default:
      return receivables;
  }
};

const fold = { kind: 'rows-per-stream', version: 1, category: 'creditAccount', schema: creditAccountEvent };

/** The two read models under the name of who fills them: `<who>_account` and `<who>_receivable`. */
export const readModels = (who) => [
  {
    ...fold,
    name: `${who}-account`,
    table: `${who}_account`,
    key: ['stream'],
    initial: { limit: 0, invoiced: 0, paid: 0, allocated: 0, settled: 0 },
    evolve: evolveAccount,
    render: ({ limit, invoiced, paid, allocated, settled }, { data: { customerId } }) => [
      {
        customer_id: customerId,
        limit_amount: textOf(limit),
        invoiced: textOf(invoiced),
        paid: textOf(paid),
        allocated: textOf(allocated),
        settled,
      },
    ],
  },
  {
    ...fold,
    name: `${who}-receivable`,
    table: `${who}_receivable`,
    key: ['stream', 'receivable_id'],
    initial: new Map(),
    evolve: evolveReceivables,
    render: (receivables, { data: { customerId } }) =>
      [...receivables].map(([receivableId, { amount, paid, dueDate, settled }]) => ({
        receivable_id: receivableId,
        customer_id: customerId,
        amount: textOf(amount),
        paid: textOf(paid),
        due_date: dueDate,
        settled,
      })),
  },
];

export const createTables = (sql, who) =>
  sql.unsafe(`
    create table read.${who}_account (
      stream text collate "C" primary key, customer_id text collate "C" not null, limit_amount numeric(17,2) not null default 0,
      invoiced numeric(17,2) not null default 0, paid numeric(17,2) not null default 0,
      allocated numeric(17,2) not null default 0, settled int not null default 0);
    create table read.${who}_receivable (
      stream text collate "C", receivable_id text collate "C", customer_id text collate "C" not null,
      amount numeric(17,2) not null, paid numeric(17,2) not null default 0, due_date date not null,
      settled boolean not null default false, primary key (stream, receivable_id));`);

export const emptyTables = (sql, who) => sql.unsafe(`truncate read.${who}_account, read.${who}_receivable`);

/** The limit of what can be had: Postgres groups the same events by itself, into the same tables. */
export const groupBySql = (who) => {
  const sum = (type, field = 'amount') =>
    `coalesce(sum((data->>'${field}')::numeric) filter (where type = '${type}'), 0)`;
  return [
    `insert into read.${who}_account
     select stream, min(data->>'customerId'), ${sum('AccountOpened', 'limit')}, ${sum('ReceivableOpened')},
            ${sum('PaymentRecorded')}, ${sum('PaymentAllocated')}, count(*) filter (where type = 'ReceivableSettled')
     from log.event where stream ^@ '${PREFIX}' group by stream`,
    `insert into read.${who}_receivable
     select stream, data->>'receivableId', min(data->>'customerId'), ${sum('ReceivableOpened')}, ${sum('PaymentAllocated')},
            min((data->>'dueDate')::date), count(*) filter (where type = 'ReceivableSettled') > 0
     from log.event
     where stream ^@ '${PREFIX}' and type in ('ReceivableOpened', 'PaymentAllocated', 'ReceivableSettled')
     group by stream, data->>'receivableId'`,
  ];
};

const COLUMN = {
  AccountOpened: 'limit_amount',
  ReceivableOpened: 'invoiced',
  PaymentRecorded: 'paid',
  PaymentAllocated: 'allocated',
};
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** What one event changes, as upserts: the way of those who write a row for each event. */
export const upsertsOf = (who, stream, { type, data }) => {
  const column = COLUMN[type] ?? 'settled';
  const value = column === 'settled' ? '1' : (data.limit ?? data.amount);
  const [name, customer] = [quoted(stream), quoted(data.customerId)];
  const account = `insert into read.${who}_account as a (stream, customer_id, ${column}) values (${name}, ${customer}, ${value})
    on conflict (stream) do update set ${column} = a.${column} + excluded.${column}`;
  const where = `where stream = ${name} and receivable_id = ${quoted(data.receivableId ?? '')}`;
  switch (type) {
    case 'ReceivableOpened':
      return [
        account,
        `insert into read.${who}_receivable (stream, receivable_id, customer_id, amount, due_date)
         values (${name}, ${quoted(data.receivableId)}, ${customer}, ${data.amount}, ${quoted(data.dueDate)})`,
      ];
    case 'PaymentAllocated':
      return [account, `update read.${who}_receivable set paid = paid + ${data.amount} ${where}`];
    case 'ReceivableSettled':
      return [account, `update read.${who}_receivable set settled = true ${where}`];
    default:
      return [account];
  }
};

/** So many events, written into the log by Postgres itself: the accounts take turns, so that no page has a stream to itself. */
export const seedLog = async (sql, events) => {
  const accounts = Math.max(1, Math.floor(events / EVENTS_PER_ACCOUNT));
  const day = '"on":"2026-03-01"';
  await sql.unsafe(`
    insert into log.event (position, stream, revision, id, type, data, metadata, recorded_at, hash)
    select i + 1, '${PREFIX}C-' || a, k, gen_random_uuid(),
      case when k = 0 then 'AccountOpened' else (array['ReceivableOpened','PaymentRecorded','PaymentAllocated','ReceivableSettled'])[phase + 1] end,
      case
        when k = 0 then format('{"agreementId":"HT-1","customerId":"C-%s","grade":"3A2","limit":"500000.00",${day},"termDays":60,"validFrom":"2026-03-01","validTo":"2026-12-31"}', a)
        when phase = 0 then format('{"amount":"%s","customerId":"C-%s","dueDate":"2026-04-30","invoiceDate":"2026-03-01",${day},"receivableId":"R-%s-%s"}', amount, a, a, j)
        when phase = 1 then format('{"amount":"%s","customerId":"C-%s",${day},"paymentId":"P-%s-%s","reference":"客户转账","valueDate":"2026-03-01"}', amount, a, a, j)
        when phase = 2 then format('{"amount":"%s","customerId":"C-%s",${day},"paymentId":"P-%s-%s","receivableId":"R-%s-%s","valueDate":"2026-03-01"}', amount, a, a, j, a, j)
        else format('{"customerId":"C-%s",${day},"receivableId":"R-%s-%s","valueDate":"2026-03-01"}', a, a, j)
      end::json,
      format('{"by":"bench","correlation":"c-%s"}', i)::json, now(), decode(repeat('ab', 32), 'hex')
    from generate_series(0, ${events} - 1) i,
      lateral (select i % ${accounts} as a, i / ${accounts} as k) account,
      lateral (select (k + 3) % 4 as phase, (k - 1) / 4 as j) step,
      lateral (select to_char(((a * 7919 + j * 104729) % 1000000 + 1)::numeric / 100, 'FM9999990.00') as amount) money;
    update log.head set position = ${events}, recorded_at = now();`);
  await sql.unsafe('vacuum (analyze) log.event');
  return { accounts };
};
