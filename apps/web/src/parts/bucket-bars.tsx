import { lazy, Suspense } from 'react';
import { type BucketBar } from './bucket-chart';
import { Waiting } from './loaded';

// The chart library is the heaviest thing in the house: only a screen that draws fetches it.
const BucketChart = lazy(() => import('./bucket-chart'));

export const BucketBars = (props: Readonly<{ buckets: readonly BucketBar[]; title: string }>) => (
  <Suspense fallback={<Waiting rows={6} />}>
    <BucketChart {...props} />
  </Suspense>
);
