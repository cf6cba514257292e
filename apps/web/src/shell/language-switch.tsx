import { useTranslation } from 'react-i18next';
import { language, type Language } from '@app/kernel/language';
import { changeLanguage } from '../language/i18n';
import { useLanguage } from '../language/use-language';

const OWN_NAME: Record<Language, string> = { zh: '中文', en: 'English' };

/** Each language in its own words, so that whoever cannot read the page can still find the way out. */
export const LanguageSwitch = () => {
  const { t } = useTranslation();
  const chosen = useLanguage();
  return (
    <div className="language" role="group" aria-label={t('shell.language')}>
      {language.options.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          aria-pressed={option === chosen}
          onClick={() => void changeLanguage(option)}
        >
          {OWN_NAME[option]}
        </button>
      ))}
    </div>
  );
};
