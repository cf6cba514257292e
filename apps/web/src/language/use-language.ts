import { useTranslation } from 'react-i18next';
import { type Language } from '@app/kernel/language';

export const useLanguage = (): Language => (useTranslation().i18n.language === 'en' ? 'en' : 'zh');
