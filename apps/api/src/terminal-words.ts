import type { Bilingual, Language } from '@app/kernel/language';

const words = {
  ready: {
    zh: 'XAY 信用台已就绪：{address}  （Ctrl-C 停止）',
    en: 'XAY is ready: {address}  (Ctrl-C stops it)',
  },
  empty: {
    zh: '还没有数据：在页面上可以载入一年的演示数据，或以 XAY_DEMO=1 启动；也可以从命令行导入发票。',
    en: 'There is no data yet: the page offers a made-up year, and so does XAY_DEMO=1; or import invoices from the command line.',
  },
  stopping: { zh: '正在停止……', en: 'Stopping …' },
} satisfies Record<string, Bilingual>;

/** What the server says on the terminal beside problems. */
export const said = (word: keyof typeof words, facts: Record<string, string>, language: Language): string =>
  words[word][language].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
