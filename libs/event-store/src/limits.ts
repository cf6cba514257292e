/** All events of one append together, as JSON text in UTF-8; the limit of EventStoreDB up to 24.x. */
export const EVENT_BYTES_MAX = 1_048_576;
export const APPEND_EVENTS_MAX = 1_000;
export const STREAM_NAME_MAX = 200;
export const EVENT_TYPE_MAX = 100;
/** Levels of objects and arrays inside one event. */
export const JSON_DEPTH_MAX = 64;
/** The most that one `read` or `readAll` gives, and what it gives when no limit is named. */
export const PAGE_EVENTS_MAX = 5_000;
export const REVISION_MAX = 2_147_483_646;
