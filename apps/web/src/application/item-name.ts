import { useTranslation } from 'react-i18next';
import { item } from '../language/zh/model-names';

type ItemCode = keyof typeof item;
const isItemCode = (code: string): code is ItemCode => code in item;

/** A policy may bring items of its own: they keep their code. */
export const useItemName = (): ((code: string) => string) => {
  const { t } = useTranslation();
  return (code) => (isItemCode(code) ? t(`item.${code}`) : code);
};

export const ITEMS = Object.keys(item).filter(isItemCode);
