/**
 * All events of one append together, as JSON text in UTF-8. EventStoreDB up to 24.x takes 1,048,576 bytes, in which the
 * hash and the instant of each of a thousand events must find room beside it.
 */
export const EVENT_BYTES_MAX = 800_000;
export const APPEND_EVENTS_MAX = 1_000;
export const STREAM_NAME_MAX = 200;
export const EVENT_TYPE_MAX = 100;
/** Levels of objects and arrays inside one event. */
export const JSON_DEPTH_MAX = 64;
/** The most that one `read` or `readAll` gives, and what it gives when no limit is named. */
export const PAGE_EVENTS_MAX = 5_000;
export const REVISION_MAX = 2_147_483_646;
/** How long a read may go without an answer when nothing else is said. */
export const READ_TIMEOUT_MS = 30_000;
