import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { evolve, type Application, type ApplicationState } from './application';
import { assessApplication, recordAnswers } from './assessing';
import type { CreditApplicationCommand, FileApplication } from './commands';
import { decideApplication, reviewApplication, signAgreement } from './deciding';
import type { CreditApplicationEvent } from './events';

const fileApplication = ({ data }: FileApplication, application: ApplicationState): CreditApplicationEvent[] => {
  if (application === undefined) return [{ type: 'ApplicationFiled', data }];
  const known = application.filed;
  const again = { ...data, on: known.on };
  if (sameContent(again, known)) return [];
  throw new Problem('same-id-other-content', { id: data.applicationId, ...firstDifference(known, again) });
};

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
      case 'AssessApplication':
        return assessApplication(command, known(state, command));
      case 'DecideApplication':
        return decideApplication(command, known(state, command));
      case 'SignAgreement':
        return signAgreement(command, known(state, command));
    }
  },
};
