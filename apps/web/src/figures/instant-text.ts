import dayjs from 'dayjs';

/** An instant to the second in the reader's own zone, and which zone that is: two people may sit in two of them. */
export const instantText = (iso: string): string => dayjs(iso).format('YYYY-MM-DD HH:mm:ss [UTC]Z');

/** The time of day of something that happened a moment ago. */
export const clockText = (ms: number): string => dayjs(ms).format('HH:mm:ss');
