import type { DataOf, Message } from '@app/kernel/message';
import type { StatementEvent } from './events';

export type IssueStatement = Message<'IssueStatement', DataOf<StatementEvent, 'StatementIssued'>>;
export type ConfirmStatement = Message<'ConfirmStatement', DataOf<StatementEvent, 'StatementConfirmed'>>;
export type ContestStatement = Message<'ContestStatement', DataOf<StatementEvent, 'StatementContested'>>;

export type StatementCommand = IssueStatement | ConfirmStatement | ContestStatement;
