import { type ApplicationFile } from '@app/contracts/credit-application';

// The shapes of an assessment as the contract hands them out; the model itself is none of the page's business.
export type Result = NonNullable<ApplicationFile['assessment']>['result'];
export type Characteristic = Result['characteristic'];
export type Item = Characteristic['items'][number];
export type Ratio = Result['ratios'][number];
export type CrossCheck = Result['crossChecks'][number];
