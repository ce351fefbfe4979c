import type { UserId } from '@everthread/shared/models/ids';
import type { Me } from '@everthread/shared/models/workspace';
import { effect } from '@preact/signals';
import type { AccountModel } from '../models/account-model.ts';
import type { KeptStore } from './kept-store.ts';

/**
 * Lets whoever sat here last begin at once, until the server has said who it is. What was kept of somebody else, or of one
 * who has signed out, is forgotten before anything of it is shown again.
 */
export function keepAccount(account: AccountModel, store: KeptStore): () => void {
  let keptFor: UserId | undefined;
  void store.get<Me>('me').then((me) => {
    if (!me) return;
    keptFor = me.user.id;
    account.restore(me);
  });
  return effect(() => {
    const who = account.who.value;
    if (who.name === 'signed-out') {
      keptFor = undefined;
      void store.clear();
    } else if (who.name === 'signed-in' && account.isConfirmed.value) {
      const { me } = who;
      const isAnother = keptFor !== undefined && keptFor !== me.user.id;
      keptFor = me.user.id;
      void (isAnother ? store.clear() : Promise.resolve()).then(() => store.put('me', me));
    }
  });
}
