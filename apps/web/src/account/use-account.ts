import { useQuery } from '@tanstack/react-query';
import { accountView } from '@app/contracts/credit-limit';
import { useLanguage } from '../language/use-language';
import { reading } from '../server/client';

/** The account from the log itself, now or at an instant of the past; what is shown of one instant never stands for another. */
export const useAccount = (customerId: string, at: string) =>
  useQuery({
    ...reading(useLanguage(), accountView, ['customers', customerId, 'account'], { at }),
    placeholderData: undefined,
    staleTime: 0,
  });
