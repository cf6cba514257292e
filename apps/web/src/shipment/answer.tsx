import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shipmentCheck } from '@app/contracts/shipment';
import { clockText } from '../figures/instant-text';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { type Query } from '../server/call';
import { reading } from '../server/client';
import { type Asking, type Draft } from './question';
import { ShipmentAnswer } from './shipment-answer';

/** After this long somebody else may well have used the limit. */
const FRESH_MS = 60_000;

const useIsAged = (since: number): boolean => {
  const [aged, setAged] = useState<number>();
  useEffect(() => {
    const timer = setTimeout(() => setAged(since), FRESH_MS);
    return () => clearTimeout(timer);
  }, [since]);
  return aged === since;
};

/** The answer is never taken from memory: somebody else may have used the limit a moment ago. */
const useAnswer = (customerId: string, asked: Query) =>
  useQuery({
    ...reading(useLanguage(), shipmentCheck, ['customers', customerId, 'shipment-check'], asked),
    placeholderData: undefined,
    staleTime: 0,
    gcTime: 0,
  });

type Props = Readonly<{ customerId: string; asking: Asking; asked: Draft & Query; again: () => void }>;

/** An answer that is no longer one to the question above it, or no longer a new one, says so and is grey. */
export const Answer = ({ customerId, asking, asked, again }: Props) => {
  const { t } = useTranslation();
  const query = useAnswer(customerId, asked);
  const isAged = useIsAged(query.dataUpdatedAt) && asked.at === '';
  const time = clockText(query.dataUpdatedAt);
  const why = (): string | undefined => {
    if (asking.isAnother) return t('shipment.oldQuestion', { time });
    if (query.isFetching) return t('shipment.asking');
    return query.isError || isAged ? t('shipment.oldAnswer', { time }) : undefined;
  };
  const old = query.data === undefined ? undefined : why();
  return (
    <Loaded query={query} rows={3}>
      {(check) => (
        <>
          {old === undefined ? null : (
            <p className="old-answer small" role="status">
              <span>{old}</span>
              {query.isFetching || asking.isAnother ? null : (
                <Button size="small" onClick={again}>
                  {t('shipment.askAgain')}
                </Button>
              )}
            </p>
          )}
          <ShipmentAnswer check={check} askedAt={time} isOld={old !== undefined} asking={asking} />
        </>
      )}
    </Loaded>
  );
};
