import { type ReactNode } from 'react';

const Icon = ({ children }: Readonly<{ children: ReactNode }>) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {children}
  </svg>
);

export const DeskIcon = () => (
  <Icon>
    <rect x="3" y="3" width="6" height="8" rx="1.5" />
    <rect x="11" y="3" width="6" height="4" rx="1.5" />
    <rect x="3" y="13" width="6" height="4" rx="1.5" />
    <rect x="11" y="9" width="6" height="8" rx="1.5" />
  </Icon>
);

export const CustomersIcon = () => (
  <Icon>
    <path d="M3 17V6.5L10 3l7 3.5V17" />
    <path d="M2 17h16M7 17v-5h6v5M7.5 8.5h5" />
  </Icon>
);

export const ApplicationsIcon = () => (
  <Icon>
    <path d="M5 3h7l3.5 3.5V17H5z" />
    <path d="M12 3v4h3.5M7.5 11.5l1.7 1.7 3.3-3.4" />
  </Icon>
);

export const AgingIcon = () => (
  <Icon>
    <path d="M3 17h14M5 14V6m4 8V9m4 5V4m4 10v-3" />
  </Icon>
);

export const BankIcon = () => (
  <Icon>
    <path d="M3 8l7-4.5L17 8M4 17h12M5.5 8.5V14m4.5-5.5V14m4.5-5.5V14M4 14.5h12" />
  </Icon>
);

export const Mark = () => (
  <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#0958d9" />
    <path d="M8 22V13m5.3 9V9m5.4 13v-6M24 22v-9" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
  </svg>
);
