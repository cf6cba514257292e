import { ApplicationFacts } from '@app/cqrs/application-facts';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { AskCreditApplication } from '@app/cqrs/credit-application.command';
import { CustomerFacts } from '@app/cqrs/customer-facts';
import { AskCustomer } from '@app/cqrs/customer.command';
import { PolicyBook } from '@app/cqrs/policy-book';
import type { Desk } from '@app/cqrs/start-desk';
import { newAccount, type CreditAccount } from '@app/domain/credit-account/account';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import type { Application } from '@app/domain/credit-application/application';
import type { CreditApplicationCommand } from '@app/domain/credit-application/commands';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { CustomerCommand } from '@app/domain/customer/commands';
import { addDays, isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import type { Dealer, Story } from './cast/dealers';
import { dice, type Dice } from './seeded';
import { workday } from './season';

/** Something that somebody does on a day. It may put further acts on later days, or on the same one. */
export type Act = (story: DealerStory) => Promise<void>;

/** Acts of one dealer on one day; a story that goes round in circles stops here. */
const ACTS_A_DAY_MAX = 50;

/**
 * One dealer's year: what is planned, and the commands that carry it out one after the other. Only the dealer's own
 * draws and the answers of the desk decide what comes next, so that dealers may act side by side in any order.
 */
export class DealerStory {
  readonly dice: Dice;
  readonly facts: CustomerFacts;
  readonly applications: ApplicationFacts;
  readonly book: PolicyBook;
  /** As the last command left it; what reactions have done since then is seen after `refresh`. */
  account: CreditAccount = newAccount;
  today: BusinessDate;
  orders = 0;
  invoices = 0;
  payments = 0;
  incidentHappened = false;
  readonly complaints = new Set<string>();
  private refreshedOn: BusinessDate | undefined;
  private readonly agenda = new Map<BusinessDate, Act[]>();

  constructor(
    readonly dealer: Dealer,
    readonly year: Story,
    private readonly desk: Desk,
  ) {
    this.dice = dice(year.seed, 'story', dealer.number);
    this.facts = new CustomerFacts(desk.handler, desk.store);
    this.book = new PolicyBook(desk.handler, desk.policies);
    this.applications = new ApplicationFacts(desk.handler, desk.policies, this.facts, this.book);
    this.today = year.firstDay;
  }

  get policies(): Desk['policies'] {
    return this.desk.policies;
  }

  /** Plans an act; on a Sunday it waits for Monday, and what lies behind is done today. */
  on(day: BusinessDate, act: Act): void {
    const when = workday(isBefore(day, this.today) ? this.today : day);
    this.agenda.set(when, [...(this.agenda.get(when) ?? []), act]);
  }

  later(days: number, act: Act): void {
    this.on(addDays(this.today, days), act);
  }

  async play(today: BusinessDate): Promise<void> {
    this.today = today;
    for (let acts = 0; ; acts++) {
      const [act, ...rest] = this.agenda.get(today) ?? [];
      if (act === undefined) break;
      if (acts === ACTS_A_DAY_MAX) throw new Error(`${this.dealer.customerId} has no end of acts on ${today}`);
      this.agenda.set(today, rest);
      await act(this);
    }
    this.agenda.delete(today);
  }

  /** The account with what reactions have made of it: they come between the days, so once a day is enough. */
  async refresh(): Promise<CreditAccount> {
    if (this.refreshedOn === this.today) return this.account;
    this.refreshedOn = this.today;
    const id = this.dealer.customerId;
    const { state } = await this.desk.handler.load({ decider: creditAccount, schema: creditAccountEvent, id });
    this.account = state;
    return state;
  }

  async ask(command: CreditAccountCommand, by: string): Promise<readonly CreditAccountEvent[]> {
    const envelope = new AskCreditAccount(this.dealer.customerId, command, this.signed(by));
    const { state, events } = await this.desk.commands.execute(envelope);
    this.account = state;
    return events;
  }

  askCustomer(command: CustomerCommand, by: string) {
    return this.desk.commands.execute(new AskCustomer(this.dealer.customerId, command, this.signed(by)));
  }

  askApplication(command: CreditApplicationCommand, by: string) {
    return this.desk.commands.execute(new AskCreditApplication(command.data.applicationId, command, this.signed(by)));
  }

  /** What the application says, or nothing when there is none. */
  async assessment<Part>(id: string, of: (application: Application) => Part): Promise<Part | undefined> {
    const { state } = await this.desk.handler.load({ decider: creditApplication, schema: creditApplicationEvent, id });
    return state === undefined ? undefined : of(state);
  }

  private signed(by: string): Metadata {
    return { by, correlation: `demo-${this.dealer.customerId}-${this.today}` };
  }
}
