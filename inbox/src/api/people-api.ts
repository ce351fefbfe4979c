import type { AuditPage, AuditWhat } from '@everthread/shared/models/audit';
import type { AgentId, InvitationId, TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Invitation, NewInvitation } from '@everthread/shared/models/invitation';
import type { Member, TeamChange } from '@everthread/shared/models/member';
import type { ProfileChange } from '@everthread/shared/models/profile';
import type { Role, Team } from '@everthread/shared/models/workspace';
import type { Call } from './call.ts';

export type AuditQuery = { agentId?: AgentId; what?: AuditWhat; before?: number };

/** What an agent may do with people: himself, and, if he manages the workspace, the others. */
export type PeopleApi = {
  members(): Promise<readonly Member[]>;
  setRole(agentId: AgentId, role: Role): Promise<void>;
  remove(agentId: AgentId): Promise<void>;
  leave(): Promise<void>;
  invitations(): Promise<readonly Invitation[]>;
  invite(body: NewInvitation): Promise<Invitation>;
  resend(id: InvitationId): Promise<Invitation>;
  revoke(id: InvitationId): Promise<void>;
  createTeam(name: string): Promise<Team>;
  changeTeam(teamId: TeamId, change: TeamChange): Promise<void>;
  changeProfile(change: ProfileChange): Promise<void>;
  setPhoto(photo: Blob): Promise<void>;
  removePhoto(): Promise<void>;
  audit(query: AuditQuery): Promise<AuditPage>;
};

export function createPeopleApi(call: Call, workspaceId: WorkspaceId): PeopleApi {
  const root = `/api/workspaces/${workspaceId}`;
  return {
    members: async () => (await call<{ members: Member[] }>('GET', `${root}/members`)).members,
    setRole: (agentId, role) => call('PATCH', `${root}/members/${agentId}`, { role }),
    remove: (agentId) => call('DELETE', `${root}/members/${agentId}`),
    leave: () => call('POST', `${root}/leave`, {}),
    invitations: async () => (await call<{ invitations: Invitation[] }>('GET', `${root}/invitations`)).invitations,
    invite: async (body) => (await call<{ invitation: Invitation }>('POST', `${root}/invitations`, body)).invitation,
    resend: async (id) =>
      (await call<{ invitation: Invitation }>('POST', `${root}/invitations/${id}/resend`, {})).invitation,
    revoke: (id) => call('DELETE', `${root}/invitations/${id}`),
    createTeam: async (name) => (await call<{ team: Team }>('POST', `${root}/teams`, { name })).team,
    changeTeam: (teamId, change) => call('PATCH', `${root}/teams/${teamId}`, change),
    changeProfile: (change) => call('PATCH', `${root}/profile`, change),
    setPhoto: (photo) => call('PUT', `${root}/profile/photo`, photo),
    removePhoto: () => call('DELETE', `${root}/profile/photo`),
    audit: (query) => {
      const asked = Object.entries(query).map(([name, value]) => [name, String(value)]);
      return call('GET', `${root}/audit?${new URLSearchParams(asked)}`);
    },
  };
}
