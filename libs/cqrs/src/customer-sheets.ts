import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { contradictionInWords } from '@app/contracts/customer/contradiction-words';
import type { SheetAnswer } from '@app/contracts/customer/statement-sheet';
import type { FileContents } from '@app/credit-model/customer-file/file-contents';
import { fileContradictions } from '@app/credit-model/customer-file/file-contradictions';
import { readStatementSheet, type SheetWish } from '@app/credit-model/statement-sheet/read-statement-sheet';
import type { SheetRow } from '@app/credit-model/statement-sheet/read-rows';
import type { Statement } from '@app/credit-model/statement';
import { factsOf, securitiesOn, statementsOf, type Customer } from '@app/domain/customer/customer';
import { requireClosed } from '@app/domain/customer/decider';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import { CustomerFacts } from './customer-facts';
import { AskCustomer } from './customer.command';

type Asked = Readonly<{
  customerId: string;
  rows: readonly SheetRow[];
  wish: SheetWish;
  /** Left out: read and answered, and nothing written. */
  record?: boolean | undefined;
  on: BusinessDate;
  metadata: Metadata;
}>;

const withStatements = (file: Customer, newer: readonly Statement[], on: BusinessDate): FileContents => {
  const years = new Set(newer.map(({ year }) => year));
  const others = statementsOf(file).filter(({ year }) => !years.has(year));
  return {
    name: file.registered.name,
    identity: file.identity,
    statements: [...newer, ...others].sort((a, b) => b.year - a.year),
    facts: factsOf(file),
    securities: securitiesOn(file, on),
    attachments: [],
  };
};

/** Reads a sheet into a customer's file: what it says, in what it contradicts itself and the other years, and what was recorded. */
@Injectable()
export class CustomerSheets {
  constructor(
    private readonly facts: CustomerFacts,
    private readonly commands: CommandBus,
  ) {}

  /** Throws `sheet-invalid`, `unknown-customer`, `statement-not-closed`. */
  async read({ customerId, rows, wish, record = false, on, metadata }: Asked): Promise<SheetAnswer> {
    const file = await this.facts.file(customerId);
    const { statement, before } = readStatementSheet(rows, wish);
    // A year that has a statement of its own is not replaced by what the next one says of it.
    const known = before === undefined ? undefined : file.statements.get(before.year);
    const isNews = before !== undefined && (known === undefined || known.fromComparative === true);
    const statements = [statement, ...(isNews ? [before] : [])];
    const recorded = record ? await this.record(customerId, statements, on, metadata) : [];
    const found = fileContradictions(withStatements(file, statements, on));
    return {
      statements,
      contradictions: found.map((each) => ({ ...each, text: contradictionInWords(each) })),
      recorded,
    };
  }

  /** The older year first: should the second write fail, what is there is whole, and sending it again does the rest. */
  private async record(customerId: string, statements: readonly Statement[], on: BusinessDate, metadata: Metadata) {
    // Of a sheet whose own year is refused nothing is kept, the year before neither.
    for (const { year } of statements) requireClosed(year, on);
    const recorded: number[] = [];
    for (const statement of [...statements].reverse()) {
      const data = { customerId, statement, recordedBy: metadata.by, on };
      const command = { type: 'RecordStatement' as const, data };
      const { events } = await this.commands.execute(new AskCustomer(customerId, command, metadata));
      if (events.length > 0) recorded.push(statement.year);
    }
    return recorded;
  }
}
