import { useTranslation } from 'react-i18next';

const KNOWN = ['not-due', '1-7', '8-14', '15-30', '31-60', '61-90', '91-180', 'over-180'] as const;
type Known = (typeof KNOWN)[number];
const isKnown = (bucket: string): bucket is Known => KNOWN.some((known) => known === bucket);

/** Buckets are policy: one that another policy brings along is shown under its own id. */
export const useBucketName = (): ((bucket: string) => string) => {
  const { t } = useTranslation();
  return (bucket) => (isKnown(bucket) ? t(`bucket.${bucket}`) : bucket);
};
