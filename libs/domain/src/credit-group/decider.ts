import type { Decider } from '@app/kernel/decider';
import type { CreditGroupCommand } from './commands';
import type { CreditGroupEvent } from './events';
import { evolve } from './evolve';
import { changeGroupLimit, changeMemberCap, formGroup } from './forming';
import { newGroup, type CreditGroup } from './group';
import { noteMember, returnRoom, takeRoom } from './rooms';

const decide = (command: CreditGroupCommand, group: CreditGroup): readonly CreditGroupEvent[] => {
  switch (command.type) {
    case 'FormGroup':
      return formGroup(command, group);
    case 'ChangeGroupLimit':
      return changeGroupLimit(command, group);
    case 'ChangeMemberCap':
      return changeMemberCap(command, group);
    case 'TakeRoom':
      return takeRoom(command, group);
    case 'ReturnRoom':
      return returnRoom(command, group);
    case 'NoteMember':
      return noteMember(command, group);
  }
};

export const creditGroup: Decider<CreditGroup, CreditGroupCommand, CreditGroupEvent> = {
  category: 'creditGroup',
  initial: newGroup,
  evolve,
  decide,
};
