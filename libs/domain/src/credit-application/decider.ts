import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { evolve, type Application, type ApplicationState } from './application';
import { assessApplication } from './assessing';
import { signAgreement } from './agreeing';
import type { CreditApplicationCommand } from './commands';
import { decideApplication } from './deciding';
import { giveOverrule, recordAnswers, withdrawOverrule } from './drafting';
import type { CreditApplicationEvent } from './events';
import { fileApplication } from './filing';
import { checkReassessment } from './reassessing';
import { remarkReport, writeReport } from './reporting';
import { reviewApplication } from './reviewing';

const known = (application: ApplicationState, { data: { applicationId } }: CreditApplicationCommand): Application => {
  if (application === undefined) throw new Problem('unknown-application', { application: applicationId });
  return application;
};

export const creditApplication: Decider<ApplicationState, CreditApplicationCommand, CreditApplicationEvent> = {
  category: 'creditApplication',
  initial: undefined,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'FileApplication':
        return fileApplication(command, state);
      case 'ReviewApplication':
        return reviewApplication(command, known(state, command));
      case 'RecordAnswers':
        return recordAnswers(command, known(state, command));
      case 'GiveOverrule':
        return giveOverrule(command, known(state, command));
      case 'WithdrawOverrule':
        return withdrawOverrule(command, known(state, command));
      case 'AssessApplication':
        return assessApplication(command, known(state, command));
      case 'WriteReport':
        return writeReport(command, known(state, command));
      case 'RemarkReport':
        return remarkReport(command, known(state, command));
      case 'DecideApplication':
        return decideApplication(command, known(state, command));
      case 'SignAgreement':
        return signAgreement(command, known(state, command));
      case 'CheckReassessment':
        return checkReassessment(command, known(state, command));
    }
  },
};
