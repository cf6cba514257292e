import type { Bilingual, Language } from '@app/kernel/language';

const words = {
  ready: {
    zh: 'XAY 信用台已就绪：{address}  （Ctrl-C 停止）',
    en: 'XAY is ready: {address}  (Ctrl-C stops it)',
  },
  stopping: { zh: '正在停止……', en: 'Stopping …' },
} satisfies Record<string, Bilingual>;

/** What the server says on the terminal beside problems. */
export const said = (word: keyof typeof words, facts: Record<string, string>, language: Language): string =>
  words[word][language].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
