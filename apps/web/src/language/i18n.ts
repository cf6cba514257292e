import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { language as languageSchema, locale, type Language } from '@app/kernel/language';
import { texts as en } from './en/texts';
import { texts as zh } from './zh/texts';

const REMEMBERED = 'xay.language';

// A browser may forbid storage; the choice then lasts as long as the page.
const remembered = (): Language | undefined => {
  try {
    return languageSchema.safeParse(window.localStorage.getItem(REMEMBERED)).data;
  } catch {
    return undefined;
  }
};
const remember = (language: Language): void => {
  try {
    window.localStorage.setItem(REMEMBERED, language);
  } catch {
    return;
  }
};

const ofBrowser = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
const applyToDocument = (language: Language): void => {
  document.documentElement.lang = locale[language];
};

export const startLanguage = async (): Promise<void> => {
  const language = remembered() ?? ofBrowser();
  applyToDocument(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  });
};

export const changeLanguage = async (language: Language): Promise<void> => {
  remember(language);
  applyToDocument(language);
  await i18next.changeLanguage(language);
};
