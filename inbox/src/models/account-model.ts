import type { Me } from '@everthread/shared/models/workspace';
import { createModel, signal } from '@preact/signals';
import type { AccountApi } from '../api/account-api.ts';
import { ApiError } from '../api/api-error.ts';

export type Who =
  | { name: 'unknown' }
  | { name: 'unreachable' }
  | { name: 'signed-out'; by: 'hand' | 'server' }
  | { name: 'signed-in'; me: Me };

/** Who sits at this window. */
export const AccountModel = createModel((api: AccountApi) => {
  const who = signal<Who>({ name: 'unknown' });
  const welcome = (me: Me) => {
    who.value = { name: 'signed-in', me };
  };

  return {
    who,
    welcome,
    /** The session has ended on the server's side. */
    turnAway() {
      who.value = { name: 'signed-out', by: 'server' };
    },
    async load() {
      if (who.peek().name !== 'signed-in') who.value = { name: 'unknown' };
      try {
        welcome(await api.me());
      } catch (error) {
        const isSignedOut = error instanceof ApiError && error.code === 'signed_out';
        who.value = isSignedOut ? { name: 'signed-out', by: 'server' } : { name: 'unreachable' };
      }
    },
    async signOut() {
      await api.signOut();
      who.value = { name: 'signed-out', by: 'hand' };
    },
  };
});
export type AccountModel = InstanceType<typeof AccountModel>;
