import type { ErasureId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import type { AsVisitor } from '../way-back/way-back-model.ts';

/** Where the visitor is on his way. `trouble`: what of it did not work. */
export type PersonalDataStep = { name: 'idle' | 'code-sent' | 'asked' | 'erased'; trouble?: 'wrong' | 'failed' };

export type PersonalDataTools = {
  newId: () => string;
  /** The page's word for who he is, if it gives one. */
  token: () => unknown;
  /** Gives the visitor a file. */
  save: (text: string) => void;
};

/** All there is of a visitor: he may have it, once he shows anew who he is, and have it deleted. */
export const PersonalDataModel = createModel((ask: AsVisitor, { newId, token, save }: PersonalDataTools) => {
  const step = signal<PersonalDataStep>({ name: 'idle' });
  const isBusy = signal(false);
  let erasureId: ErasureId | undefined; // the same for each try

  /** Goes on where it works, and back where it does not. */
  async function go(work: () => Promise<PersonalDataStep>, isWrong: (status: number) => boolean = () => false) {
    const { name } = step.peek();
    step.value = { name };
    isBusy.value = true;
    try {
      step.value = await work();
    } catch (error) {
      const status = (error as { status?: number }).status ?? 0;
      step.value = { name, trouble: isWrong(status) ? 'wrong' : 'failed' };
    } finally {
      isBusy.value = false;
    }
  }

  async function fetchAll(proof: object): Promise<PersonalDataStep> {
    save(JSON.stringify(await ask('personal-data/export', proof), undefined, 2));
    return { name: 'idle' };
  }

  return {
    step,
    isBusy,
    /** Proven by the page around. */
    download: () => go(() => fetchAll({ identityToken: token() })),
    sendCode: () =>
      go(async () => {
        await ask('personal-data/code', {});
        return { name: 'code-sent' };
      }),
    downloadBy: (code: string) =>
      go(
        () => fetchAll({ code }),
        (status) => [400, 422, 429].includes(status),
      ),
    askToErase(): void {
      step.value = { name: 'asked' };
    },
    keep(): void {
      step.value = { name: 'idle' };
    },
    erase: () =>
      go(async () => {
        erasureId ??= newId() as ErasureId;
        await ask('personal-data/erasure', { id: erasureId });
        return { name: 'erased' };
      }),
  };
});
export type PersonalDataModel = InstanceType<typeof PersonalDataModel>;
