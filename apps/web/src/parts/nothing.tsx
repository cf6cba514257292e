import { type ReactNode } from 'react';

/** An empty place that says what would fill it. */
export const Nothing = ({ title, hint, actions }: Readonly<{ title: string; hint?: string; actions?: ReactNode }>) => (
  <div className="nothing">
    <strong>{title}</strong>
    {hint}
    {actions === undefined ? null : <div className="actions">{actions}</div>}
  </div>
);
