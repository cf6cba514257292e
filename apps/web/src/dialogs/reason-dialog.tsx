import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Act, type Where } from './act';
import { newId } from './new-id';
import { WriteDialog } from './write-dialog';

type Closing = Readonly<{ close: () => void }>;
type HoldProps = Where & Closing & Readonly<{ kind: 'hold' | 'suspend' }>;

const CAUSE = { hold: 'manual', suspend: 'agreement-suspended' } as const;

/** Stops shipments, for no other reason than the one that is written down. */
export const HoldDialog = ({ customerId, today, kind, close }: HoldProps) => {
  const { t } = useTranslation();
  const [holdId] = useState(() => newId('H', today));
  const words = {
    title: t(`act.${kind}.title`),
    lead: t(`act.${kind}.lead`),
    go: t(`act.${kind}.go`),
    done: t(`act.${kind}.done`),
  };
  return (
    <WriteDialog
      {...words}
      customerId={customerId}
      path={['holds', holdId]}
      body={{ cause: CAUSE[kind] }}
      close={close}
      isDanger
    />
  );
};

type ReasonProps = Where & Closing & Readonly<{ act: Extract<Act, { kind: 'removal' | 'withdrawal' }> }>;

/** Takes back what stands, with nothing to say but why. */
export const ReasonDialog = ({ customerId, act: { kind, what, path }, close }: ReasonProps) => {
  const { t } = useTranslation();
  const words = {
    title: t(`act.${kind}.title`),
    lead: t(`act.${kind}.lead`, { what }),
    go: t(`act.${kind}.go`),
    done: t(`act.${kind}.done`),
  };
  return (
    <WriteDialog
      {...words}
      customerId={customerId}
      path={path}
      body={{}}
      close={close}
      isDanger={kind === 'withdrawal'}
    />
  );
};
