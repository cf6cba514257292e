export const HANDLER = Symbol('Handler');
export const EVENT_STORE = Symbol('EventStore');
export const DESK_BESIDE = Symbol('DeskBeside');
export const SQL = Symbol('Sql');
export const POLICIES = Symbol('Policies');
export const FOLLOWERS = Symbol('Followers');
export const BUSINESS_CLOCK = Symbol('BusinessClock');
export const CLOSE = Symbol('Close');
/** Whether webhooks may go to addresses of this machine and of private networks. */
export const WEBHOOKS_PRIVATE = Symbol('WebhooksPrivate');
