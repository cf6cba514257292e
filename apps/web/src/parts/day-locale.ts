import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useLanguage } from '../language/use-language';

/** Months and weekdays of a calendar that drops down come in the language of the page. */
export const useDayLocale = (): void => {
  dayjs.locale(useLanguage() === 'zh' ? 'zh-cn' : 'en');
};
