import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { type Language } from '@app/kernel/language';

const ARTEFACTS = resolve(__dirname, '../artefacts');
const WIDTHS = { 1440: 900, 390: 844 } as const;
export type Width = keyof typeof WIDTHS;

/** The browser from npm brings no Chinese font: without one the pictures would show boxes and the widths would lie. */
const withChineseFont = (): string => {
  const fonts = resolve(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts');
  const home = mkdtempSync(join(tmpdir(), 'xay-fonts-'));
  const file = join(home, 'fonts.conf');
  const dirs = [fonts, '/usr/share/fonts', join(tmpdir(), 'fonts')].map((dir) => `<dir>${dir}</dir>`).join('');
  const prefer = '<alias><family>sans-serif</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>';
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${dirs}${prefer}<cachedir>${join(home, 'cache')}</cachedir></fontconfig>`,
  );
  return file;
};

// Made for a function that is thrown away after one page: with one process, closing a context takes the browser along.
const UNFIT = /^--(headless|single-process|no-zygote)/;
const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];

export const launch = async (): Promise<Browser> => {
  const fontsFile = withChineseFont();
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !UNFIT.test(arg)), ...QUIET],
    headless: true,
    env: { ...process.env, FONTCONFIG_FILE: fontsFile },
  });
  browser.on('disconnected', () => rmSync(dirname(fontsFile), { recursive: true, force: true }));
  return browser;
};

export type Visit = Readonly<{ page: Page; errors: string[]; leave: () => Promise<void> }>;

/** A fresh visitor whose browser speaks a language; what the console complains of is kept. */
export const visit = async (browser: Browser, language: Language, width: Width): Promise<Visit> => {
  const context = await browser.newContext({
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    viewport: { width, height: WIDTHS[width] },
    isMobile: width < 600,
    hasTouch: width < 600,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors, leave: () => context.close() };
};

export const sees = async (page: Page, words: readonly string[]): Promise<void> => {
  for (const word of words) await page.getByText(word).first().waitFor({ state: 'visible', timeout: 20_000 });
};
export const settled = (page: Page): Promise<void> => page.waitForLoadState('networkidle');

export const picture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(ARTEFACTS, { recursive: true });
  // As tall as the page, so that what is fixed to the window's edge does not lie across the middle of the picture.
  const window = page.viewportSize() ?? { width: 1440, height: WIDTHS[1440] };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...window, height: Math.max(window.height, height) });
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
  await page.setViewportSize(window);
};

/** What axe finds serious or critical, as lines that name the rule and the place. */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
    );
};

/** Nothing may stick out to the side: the page itself never scrolls sideways. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
