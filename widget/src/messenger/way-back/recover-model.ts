import type { NewRecovery } from '@everthread/shared/models/way-back';
import { createModel, signal } from '@preact/signals';
import { ApiError, type Request } from '../request.ts';

export type RecoverTrouble = 'notAnAddress' | 'tooMany' | 'failed';

/** The way back by mail. Whether the address is known nobody is told but its mailbox. */
export const RecoverModel = createModel((request: Request, rest: Omit<NewRecovery, 'address'>) => {
  const isSent = signal(false);
  const isBusy = signal(false);
  const trouble = signal<RecoverTrouble | undefined>(undefined);

  return {
    isSent,
    isBusy,
    trouble,
    async ask(address: string): Promise<void> {
      if (isBusy.value) return;
      isBusy.value = true;
      trouble.value = undefined;
      try {
        await request('recoveries', { ...rest, address });
        isSent.value = true;
      } catch (error) {
        const code = error instanceof ApiError ? error.code : '';
        trouble.value = code === 'invalid' ? 'notAnAddress' : code === 'too_many' ? 'tooMany' : 'failed';
      }
      isBusy.value = false;
    },
  };
});
