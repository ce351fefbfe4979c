import type { AgentId, InvitationId } from '@everthread/shared/models/ids';
import type { Invitation, NewInvitation } from '@everthread/shared/models/invitation';
import type { Member } from '@everthread/shared/models/member';
import type { Role } from '@everthread/shared/models/workspace';
import { createModel, signal } from '@preact/signals';
import type { PeopleApi } from '../api/people-api.ts';

export type PeopleState =
  | { name: 'loading' | 'failed' }
  | { name: 'ready'; members: readonly Member[]; invitations: readonly Invitation[] };

type Used = 'members' | 'setRole' | 'remove' | 'invitations' | 'invite' | 'resend' | 'revoke';

/** Who is in a workspace and who is asked to be, as managers see and change it. */
export const PeopleModel = createModel((api: Pick<PeopleApi, Used>) => {
  const state = signal<PeopleState>({ name: 'loading' });

  function change(make: (now: Extract<PeopleState, { name: 'ready' }>) => Partial<typeof now>): void {
    const now = state.peek();
    if (now.name === 'ready') state.value = { ...now, ...make(now) };
  }

  async function load(): Promise<void> {
    try {
      const [members, invitations] = await Promise.all([api.members(), api.invitations()]);
      state.value = { name: 'ready', members, invitations };
    } catch {
      if (state.peek().name !== 'ready') state.value = { name: 'failed' };
    }
  }

  const setRole = (id: AgentId, role: Role) =>
    change(({ members }) => ({ members: members.map((member) => (member.id === id ? { ...member, role } : member)) }));

  return {
    state,
    load,
    /** Seen at once, and taken back where it is refused. */
    async setRole(id: AgentId, role: Role) {
      const now = state.peek();
      const before = now.name === 'ready' ? now.members.find((member) => member.id === id)?.role : undefined;
      setRole(id, role);
      try {
        await api.setRole(id, role);
      } catch (error) {
        if (before) setRole(id, before);
        throw error;
      }
    },
    async remove(id: AgentId) {
      await api.remove(id);
      change(({ members }) => ({ members: members.filter((member) => member.id !== id) }));
    },
    async invite(body: NewInvitation) {
      const made = await api.invite(body);
      change(({ invitations }) => ({
        invitations: [made, ...invitations.filter(({ email }) => email !== made.email)],
      }));
    },
    async resend(id: InvitationId) {
      const sent = await api.resend(id);
      change(({ invitations }) => ({ invitations: invitations.map((each) => (each.id === id ? sent : each)) }));
    },
    async revoke(id: InvitationId) {
      await api.revoke(id);
      change(({ invitations }) => ({ invitations: invitations.filter((each) => each.id !== id) }));
    },
  };
});
export type PeopleModel = InstanceType<typeof PeopleModel>;
