import type { Decider } from '@app/kernel/decider';
import type { PolicyCommand } from './commands';
import type { PolicyEvent } from './events';
import { evolve, noVersions, type PolicyVersions } from './policy-versions';
import { proposeVersion, publishVersion } from './publishing';

/** The versions of one kind of policy, on the stream `policy-<kind>`. */
export const policyVersions: Decider<PolicyVersions, PolicyCommand, PolicyEvent> = {
  category: 'policy',
  initial: noVersions,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'ProposePolicyVersion':
        return proposeVersion(command, state);
      case 'PublishPolicyVersion':
        return publishVersion(command, state);
    }
  },
};
