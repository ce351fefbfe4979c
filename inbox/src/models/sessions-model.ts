import type { Session } from '@everthread/shared/models/account';
import { createModel, signal } from '@preact/signals';
import type { AccountApi } from '../api/account-api.ts';

export type SessionsState = { name: 'loading' } | { name: 'failed' } | { name: 'ready'; sessions: readonly Session[] };

/** One's own sessions, wherever they are. */
export const SessionsModel = createModel((api: Pick<AccountApi, 'sessions' | 'revokeSession'>) => {
  const state = signal<SessionsState>({ name: 'loading' });

  return {
    state,
    async load() {
      state.value = { name: 'loading' };
      try {
        state.value = { name: 'ready', sessions: await api.sessions() };
      } catch {
        state.value = { name: 'failed' };
      }
    },
    async revoke(sessionId: string) {
      await api.revokeSession(sessionId);
      const shown = state.peek();
      if (shown.name !== 'ready') return;
      state.value = { name: 'ready', sessions: shown.sessions.filter(({ id }) => id !== sessionId) };
    },
  };
});
export type SessionsModel = InstanceType<typeof SessionsModel>;
