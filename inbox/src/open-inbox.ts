import type { AgentId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { effect } from '@preact/signals';
import type { Call } from './api/call.ts';
import { createTeamApi, type TeamApi } from './api/team-api.ts';
import type { DraftStores } from './draft-stores.ts';
import type { FirstKept } from './kept/first-kept.ts';
import { type KeptInbox, keptInbox } from './kept/kept-inbox.ts';
import type { KeptStore } from './kept/kept-store.ts';
import { rememberWorkspace } from './last-workspace.ts';
import type { AccountModel } from './models/account-model.ts';
import { InboxModel, type InboxTools } from './models/inbox-model.ts';

export type OpenedInbox = { api: TeamApi; inbox: InboxModel };
export type OpenInbox = (userId: UserId, membership: { id: WorkspaceId; agentId: AgentId }) => OpenedInbox;

/**
 * Opens a workspace's inbox, and keeps it while its agent is elsewhere in the app, or signs in again after a session
 * that ended: what he was writing is still there. Signing out by hand, or somebody else, lets go of everything; signing out by
 * hand also of what this browser keeps of anybody's words.
 */
export function createOpenInbox(
  call: Call,
  account: AccountModel,
  {
    store,
    first,
    ...tools
  }: Omit<InboxTools, 'kept' | 'draftStores'> & {
    store?: KeptStore;
    first?: FirstKept | undefined;
    draftStores: DraftStores;
  },
): { open: OpenInbox; end(): void } {
  let left = first; // shown once, and never after somebody has signed out
  let opened: (OpenedInbox & { userId: UserId; workspaceId: WorkspaceId; kept: KeptInbox | undefined }) | undefined;

  function letGo(): void {
    opened?.kept?.end();
    opened?.inbox.stop();
    opened?.inbox[Symbol.dispose]();
    opened = undefined;
  }

  const unwatch = effect(() => {
    const who = account.who.value;
    if (who.name === 'signed-out') {
      left = undefined;
      opened?.kept?.end();
    }
    if (who.name === 'signed-out' && who.by === 'hand') {
      opened?.inbox.forget();
      letGo();
      tools.draftStores.forget();
    }
    if (who.name === 'signed-out') opened?.inbox.stop();
  });

  return {
    open(userId, { id: workspaceId, agentId }) {
      if (opened?.userId === userId && opened.workspaceId === workspaceId) {
        opened.kept?.goOn();
        return opened;
      }
      letGo();
      rememberWorkspace(workspaceId);
      const api = createTeamApi(call, workspaceId);
      const kept = store && keptInbox(store, { userId, workspaceId }, tools.clock.now);
      const inbox = new InboxModel({ workspaceId, agentId }, api, kept ? { ...tools, kept } : tools);
      if (left?.me.user.id === userId && left.workspaceId === workspaceId) inbox.restore(left);
      left = undefined;
      opened = { userId, workspaceId, api, inbox, kept };
      return opened;
    },
    end() {
      unwatch();
      letGo();
    },
  };
}
