import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Count } from '../throttles/throttle.ts';

// Each invitation is a mail to somebody who may never have asked for it.
const byAddress = { of: 'invitation by address', max: 3, minutes: 24 * 60 };
const byWorkspace = { of: 'invitation by workspace', max: 100, minutes: 24 * 60 };

export const invitationTries = (workspaceId: WorkspaceId, email: string): { narrow: Count[]; wide: Count[] } => ({
  narrow: [{ rule: byAddress, subject: email }],
  wide: [{ rule: byWorkspace, subject: workspaceId }],
});
