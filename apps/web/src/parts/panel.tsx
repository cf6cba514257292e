import { useId, type ReactNode } from 'react';

type Props = Readonly<{
  title: string;
  hint?: string;
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}>;

/** A titled part of a screen; the title names it for a screen reader too. */
export const Panel = ({ title, hint, aside, flush = false, className = '', children }: Props) => {
  const titleId = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={titleId}>
      <header className="panel-head">
        <h2 id={titleId}>{title}</h2>
        {hint === undefined ? null : <span className="quiet small">{hint}</span>}
        {aside === undefined ? null : <div className="panel-aside small">{aside}</div>}
      </header>
      <div className={flush ? 'panel-body flush' : 'panel-body'}>{children}</div>
    </section>
  );
};
