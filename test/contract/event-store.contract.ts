import { appendingContract, refusingContract, resendingContract } from './appending.contract';
import type { Lacks, Open, Opened } from './contract-material';
import { orderContract, readingContract } from './reading.contract';
import { exactEventContract, sealingContract } from './sealing.contract';
import { stoppingContract, subscribingContract } from './subscribing.contract';
import { upcastingContract } from './upcasting.contract';

/** Every case that makes sense without a faulty network; the numbers are those of the list that the port was designed by. */
export const eventStoreContract = (name: string, open: Open, lacks: Lacks = []): void => {
  describe(`the event store contract, kept by ${name}:`, () => {
    let current: Opened | undefined;
    const opened = (): Opened => {
      if (current === undefined) throw new Error('not opened');
      return current;
    };
    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current?.close());

    appendingContract(opened);
    resendingContract(opened, lacks);
    refusingContract(opened);
    exactEventContract(opened);
    sealingContract(opened, lacks);
    readingContract(opened, open);
    orderContract(opened);
    subscribingContract(opened);
    stoppingContract(opened);
    upcastingContract(opened);
  });
};
