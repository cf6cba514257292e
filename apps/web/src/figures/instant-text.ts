import { type Language, locale } from '@app/kernel/language';

/** An instant to the second in the reader's own zone, with the zone's name: two people may sit in two of them. */
export const instantText = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(new Date(iso));

/** The time of day of something that happened a moment ago. */
export const clockText = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(locale[language], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(ms));
