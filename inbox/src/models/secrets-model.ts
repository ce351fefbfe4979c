import type { IdentitySecret, NewIdentitySecret, SecretWanted } from '@everthread/shared/models/identity';
import { createModel, signal } from '@preact/signals';
import { ApiError } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';

export type SecretsState =
  | { name: 'loading' | 'failed' | 'forbidden' }
  | { name: 'ready'; secrets: readonly IdentitySecret[] };

type SecretsApi = Pick<TeamApi, 'secrets' | 'createSecret' | 'revokeSecret'>;

/** The secrets by which the workspace's own server says who its visitors are. */
export const SecretsModel = createModel((api: SecretsApi) => {
  const state = signal<SecretsState>({ name: 'loading' });
  const fresh = signal<NewIdentitySecret | undefined>(undefined);

  const change = (make: (secrets: readonly IdentitySecret[]) => readonly IdentitySecret[]) => {
    const now = state.peek();
    if (now.name === 'ready') state.value = { name: 'ready', secrets: make(now.secrets) };
  };

  return {
    state,
    fresh, // the one just made, as long as what it says is shown
    async load() {
      try {
        state.value = { name: 'ready', secrets: await api.secrets() };
      } catch (error) {
        const isForbidden = error instanceof ApiError && error.code === 'forbidden';
        state.value = { name: isForbidden ? 'forbidden' : 'failed' };
      }
    },
    async create(wanted: SecretWanted = {}) {
      const made = await api.createSecret(wanted);
      fresh.value = made;
      change((secrets) => [...secrets, made.secret]);
    },
    /** It has been kept: it is shown no more. */
    forgetFresh() {
      fresh.value = undefined;
    },
    async revoke(id: string) {
      await api.revokeSecret(id);
      if (fresh.peek()?.secret.id === id) fresh.value = undefined;
      change((secrets) => secrets.filter((secret) => secret.id !== id));
    },
  };
});
export type SecretsModel = InstanceType<typeof SecretsModel>;
