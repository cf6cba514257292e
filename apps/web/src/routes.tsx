import { createBrowserRouter } from 'react-router';
import { NoSuchPage } from './shell/no-such-page';
import { PageCrashed } from './shell/page-crashed';
import { Shell } from './shell/shell';

// Each screen is a file of its own over the wire, fetched when it is first opened.
export const router = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: PageCrashed,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: PageCrashed,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./desk/desk-page')).DeskPage }) },
          {
            path: 'customers',
            lazy: async () => ({ Component: (await import('./customers/customers-page')).CustomersPage }),
          },
          {
            path: 'customers/:id',
            lazy: async () => ({ Component: (await import('./customer/customer-page')).CustomerPage }),
          },
          {
            path: 'applications',
            lazy: async () => ({ Component: (await import('./applications/applications-page')).ApplicationsPage }),
          },
          {
            path: 'applications/:id',
            lazy: async () => ({ Component: (await import('./application/application-page')).ApplicationPage }),
          },
          {
            path: 'applications/:id/report',
            lazy: async () => ({ Component: (await import('./report/report-page')).ReportPage }),
          },
          { path: 'bank', lazy: async () => ({ Component: (await import('./bank/bank-page')).BankPage }) },
          { path: 'aging', lazy: async () => ({ Component: (await import('./aging/aging-page')).AgingPage }) },
          { path: '*', Component: NoSuchPage },
        ],
      },
    ],
  },
]);
