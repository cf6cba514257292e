import { createContext, useContext, useState, type ReactNode } from 'react';
import { type Act, type Where } from './act';
import { ApprovalDialog } from './approval-dialog';
import { LimitDialog } from './limit-dialog';
import { HoldDialog, ReasonDialog } from './reason-dialog';
import { RaiseDialog } from './raise-dialog';

type Props = Where & Readonly<{ act: Act; close: () => void }>;

const Dialog = ({ act, ...where }: Props) => {
  switch (act.kind) {
    case 'limit':
      return <LimitDialog {...where} />;
    case 'raise':
      return <RaiseDialog {...where} />;
    case 'approval':
      return <ApprovalDialog {...where} act={act} />;
    case 'hold':
    case 'suspend':
      return <HoldDialog {...where} kind={act.kind} />;
    case 'removal':
    case 'withdrawal':
      return <ReasonDialog {...where} act={act} />;
  }
};

const Starting = createContext<(act: Act) => void>(() => undefined);
/** Opens the dialog for an act; one at a time. */
export const useAct = () => useContext(Starting);

export const Acting = ({ children, ...where }: Where & Readonly<{ children: ReactNode }>) => {
  const [act, setAct] = useState<Act>();
  return (
    <Starting value={setAct}>
      {children}
      {act === undefined ? null : <Dialog {...where} act={act} close={() => setAct(undefined)} />}
    </Starting>
  );
};
