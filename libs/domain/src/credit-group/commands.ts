import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { CreditGroupEvent } from './events';

type Data<Type extends CreditGroupEvent['type']> = DataOf<CreditGroupEvent, Type>;

export type FormGroup = Message<'FormGroup', Data<'GroupFormed'> & { authority: AuthorityPolicy }>;
export type ChangeGroupLimit = Message<'ChangeGroupLimit', Data<'GroupLimitChanged'> & { authority: AuthorityPolicy }>;
export type ChangeMemberCap = Message<'ChangeMemberCap', Data<'MemberCapChanged'> & { authority: AuthorityPolicy }>;

/** A token is made once for each attempt, by whoever asks, and is never taken again. */
export type TakeRoom = Message<'TakeRoom', Data<'GroupRoomTaken'>>;
export type ReturnRoom = Message<'ReturnRoom', Omit<Data<'GroupRoomReturned'>, 'shipmentId' | 'amount'>>;

/** What the account of a member says at a revision; said again or too late, it changes nothing. */
export type NoteMember = Message<
  'NoteMember',
  {
    groupId: string;
    customerId: string;
    revision: number;
    /** Left out: the account is in this group no longer. The cap counts when it joins. */
    standing?: Readonly<{ exposure: Yuan; cap?: Yuan | undefined }> | undefined;
    settled: string[];
    on: BusinessDate;
  }
>;

export type CreditGroupCommand = FormGroup | ChangeGroupLimit | ChangeMemberCap | TakeRoom | ReturnRoom | NoteMember;
