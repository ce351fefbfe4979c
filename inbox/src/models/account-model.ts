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
  const isConfirmed = signal(false);
  let isLeaving = false;
  let said = 0; // how often it was said who sits here, or asked: an older question's answer says nothing any more
  function say(next: Who): void {
    said += 1;
    who.value = next;
  }
  const welcome = (me: Me) => {
    isConfirmed.value = true;
    say({ name: 'signed-in', me });
  };

  return {
    who,
    isConfirmed, // whether the server has said so, or only what was kept of an earlier visit
    welcome,
    /** Whoever sat here last goes on, until the server has said who it is. */
    restore(me: Me) {
      const { name } = who.peek();
      if (name === 'unknown' || name === 'unreachable') who.value = { name: 'signed-in', me };
    },
    /** The session has ended on the server's side. What is still under way when somebody signs out by hand turns nobody away. */
    turnAway() {
      if (!isLeaving && who.peek().name !== 'signed-out') say({ name: 'signed-out', by: 'server' });
    },
    async load() {
      const asked = ++said;
      if (who.peek().name !== 'signed-in') who.value = { name: 'unknown' };
      try {
        const me = await api.me();
        if (asked === said) welcome(me);
      } catch (error) {
        if (asked !== said) return;
        const isSignedOut = error instanceof ApiError && error.code === 'signed_out';
        if (isSignedOut) say({ name: 'signed-out', by: 'server' });
        else if (who.peek().name !== 'signed-in') who.value = { name: 'unreachable' };
      }
    },
    async signOut() {
      isLeaving = true;
      try {
        await api.signOut();
        say({ name: 'signed-out', by: 'hand' });
      } finally {
        isLeaving = false;
      }
    },
  };
});
export type AccountModel = InstanceType<typeof AccountModel>;
