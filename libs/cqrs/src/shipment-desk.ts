import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AuthorisationReply, ReservationReply } from '@app/contracts/shipment';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import type { CreditAccountCommand, DispatchShipment } from '@app/domain/credit-account/commands';
import type { Asked } from '@app/domain/credit-account/asked';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { DataOf, Metadata } from '@app/kernel/message';
import type { BusinessClock } from './business-clock';
import { AskCreditAccount } from './credit-account.command';
import { CustomerStandings } from './customer-standings';
import type { Policies } from './policies';
import { authorisationOf, reservationReplyOf } from './shipment-views';
import { BUSINESS_CLOCK, POLICIES } from './tokens';

type Order = Omit<Asked, 'on' | 'standing' | 'group' | 'whole' | 'shipmentId'> &
  Readonly<{ expiresOn?: BusinessDate | undefined }>;
type Signed = Readonly<{ metadata: Metadata; language: Language }>;
type Which = Readonly<{ customerId: string; shipmentId: string }>;

/** Asks an account for shipments, with everything beside it that a shipment is judged by. */
@Injectable()
export class ShipmentDesk {
  constructor(
    private readonly commands: CommandBus,
    private readonly standings: CustomerStandings,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async authorise(which: Which, order: Order, { metadata, language }: Signed): Promise<AuthorisationReply> {
    const judged = await this.judged(which.customerId);
    const asked = { ...which, ...order, ...judged };
    const { state, events } = await this.ask({ type: 'AuthoriseShipment', data: asked }, metadata);
    const authority = this.policies.authority.policy;
    return authorisationOf(state, events, { asked, policy: judged.policy, authority, language });
  }

  async callOff(
    which: Which,
    more: { approvalId?: string | undefined; termDays?: number | undefined },
    signed: Signed,
  ): Promise<ReservationReply> {
    const judged = await this.judged(which.customerId);
    const data = { ...which, ...more, ...judged };
    return this.told({ type: 'CallOffShipment', data }, { ...which, ...judged }, signed);
  }

  async amend(
    which: Which & Readonly<{ amendmentId: string }>,
    more: Pick<Order, 'amount' | 'expiresOn' | 'approvalId' | 'termDays'>,
    signed: Signed,
  ): Promise<ReservationReply> {
    const judged = await this.judged(which.customerId);
    const data = { ...which, ...more, ...judged };
    return this.told({ type: 'AmendReservation', data }, { ...which, ...judged, step: which.amendmentId }, signed);
  }

  async pass(
    which: Which & Readonly<{ checkpoint: 'delivery' | 'goods-issue' }>,
    more: { approvalId?: string | undefined },
    signed: Signed,
  ): Promise<ReservationReply> {
    const judged = await this.judged(which.customerId);
    const data = { ...which, ...more, ...judged };
    return this.told({ type: 'PassCheckpoint', data }, { ...which, ...judged, step: which.checkpoint }, signed);
  }

  /** Refused by the goods-issue checkpoint alone, and never for want of limit. */
  async dispatch(
    dispatch: Omit<DataOf<DispatchShipment, 'DispatchShipment'>, 'check' | 'on'>,
    { approvalId }: { approvalId?: string | undefined },
    signed: Signed,
  ): Promise<ReservationReply> {
    const judged = await this.judged(dispatch.customerId);
    const data = { ...dispatch, on: judged.on, check: { ...judged, approvalId } };
    return this.told({ type: 'DispatchShipment', data }, { ...dispatch, ...judged, step: 'goods-issue' }, signed);
  }

  private async told(
    command: CreditAccountCommand,
    about: Readonly<{ shipmentId: string; step?: string; on: BusinessDate; policy: CheckPolicy }>,
    { metadata, language }: Signed,
  ): Promise<ReservationReply> {
    const { state, events } = await this.ask(command, metadata);
    return reservationReplyOf(state, events, { ...about, language });
  }

  /** What is judged by beside what was asked: the rules, the day, and what the customer's file says. */
  private async judged(customerId: string) {
    const on = this.clock.today();
    const { standing } = await this.standings.of(customerId, on);
    return { ...this.policies.check, standing, on };
  }

  private ask(command: CreditAccountCommand, metadata: Metadata) {
    return this.commands.execute(new AskCreditAccount(command.data.customerId, command, metadata));
  }
}
