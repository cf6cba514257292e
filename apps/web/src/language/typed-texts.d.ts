import 'i18next';
import { type texts } from './zh/texts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof texts };
  }
}
