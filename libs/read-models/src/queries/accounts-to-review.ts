import type { BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

type Wish = Readonly<{ on: BusinessDate; limit: number; after: string | undefined }>;

/** Accounts in which a cause of a hold may have come or gone with the days since somebody last did something with them. */
export const accountsToReview = async (sql: Reader, { on, limit, after = '' }: Wish): Promise<string[]> => {
  const found = await sql<{ customerId: string }[]>`
    select customer_id as "customerId" from read.account_position
    where customer_id > ${after} and review_from <= ${on}
    order by customer_id limit ${limit}`;
  return found.map(({ customerId }) => customerId);
};
