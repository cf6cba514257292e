import { z } from 'zod';

export const language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof language>;

/** A text in every language that XAY speaks. */
export const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

export const locale: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
