import type { ErasureId } from '@everthread/shared/models/ids';
import type { Erasure } from '@everthread/shared/models/personal-data';
import { createModel, signal } from '@preact/signals';
import type { AsVisitor } from '../way-back/way-back-model.ts';

/** Where the visitor is on his way. `trouble`: what of it did not work, or what it takes first to show who he is. */
export type PersonalDataStep =
  | { name: 'idle' | 'code-sent' | 'saved' | 'asked' | 'erase-code-sent'; trouble?: Trouble }
  | { name: 'erased'; receipt: Receipt };
export type Receipt = Pick<Erasure, 'id' | 'askedAt'>;
type Trouble = 'wrong' | 'over' | 'tooMany' | 'failed' | 'signIn' | 'team' | 'later' | 'noAddress';

export type PersonalDataTools = {
  newId: () => string;
  /** The page's word for who he is, if it gives one. */
  token: () => unknown;
  /** By what he could show who he is, as the latest refusal says. */
  way: () => unknown;
  /** Keeps the messenger, which is told at once that he is gone, from beginning anew until he has his receipt. */
  hold: () => () => void;
  /** Gives the visitor a file. */
  save: (text: string) => void;
};

/** All there is of a visitor: he may have it, once he shows anew who he is, and have it deleted. */
export const PersonalDataModel = createModel((ask: AsVisitor, { newId, token, way, hold, save }: PersonalDataTools) => {
  const step = signal<PersonalDataStep>({ name: 'idle' });
  const isBusy = signal(false);
  let erasureId: ErasureId | undefined; // the same for each try until one has worked

  function troubleWithout(status: number): Trouble {
    if (status === 403 || status === 404) return BY_WAY[`${way()}`] ?? 'noAddress';
    return status === 429 ? 'tooMany' : 'failed';
  }
  const troubleWithCode = (status: number): Trouble =>
    status === 400 || status === 422 ? 'wrong' : status === 429 ? 'over' : troubleWithout(status);

  /** Goes on where it works, and back where it does not. */
  async function go(work: () => Promise<PersonalDataStep>, troubleOf: (status: number) => Trouble = troubleWithout) {
    const before = step.peek();
    if (isBusy.peek()) return;
    const name = before.name === 'erased' ? 'idle' : before.name;
    step.value = { name };
    isBusy.value = true;
    try {
      step.value = await work();
    } catch (error) {
      step.value = { name, trouble: troubleOf(statusOf(error)) };
    } finally {
      isBusy.value = false;
    }
  }

  async function fetchAll(proof: object): Promise<PersonalDataStep> {
    save(JSON.stringify(await ask('personal-data/export', proof), undefined, 2));
    return { name: 'saved' };
  }

  /** `refusal`: why it takes a code; any other is no reason for one. */
  async function sendCodeTo(name: 'code-sent' | 'erase-code-sent', refusal?: unknown): Promise<PersonalDataStep> {
    if (refusal !== undefined && way() !== 'code') throw refusal;
    await ask('personal-data/code', {});
    return { name };
  }

  async function eraseAll(proof: object): Promise<PersonalDataStep> {
    erasureId ??= newId() as ErasureId;
    const letGo = hold();
    try {
      const { erasure } = await ask<{ erasure: Receipt }>('personal-data/erasure', { id: erasureId, ...proof });
      erasureId = undefined;
      return { name: 'erased', receipt: erasure };
    } catch (error) {
      letGo();
      throw error;
    }
  }

  return {
    step,
    isBusy,
    /** Proven by the page around; who must show by his mailbox who he is is mailed a code. */
    download: () => go(() => fetchAll({ identityToken: token() }).catch((error) => sendCodeTo('code-sent', error))),
    sendCode: () => go(() => sendCodeTo('code-sent')),
    downloadBy: (code: string) => go(() => fetchAll({ code }), troubleWithCode),
    askToErase(): void {
      if (isBusy.peek()) return;
      step.value = { name: 'asked' };
    },
    keep(): void {
      step.value = { name: 'idle' };
    },
    /** By the page's word where it gives one; who must show by his mailbox who he is is mailed a code. */
    erase: () =>
      go(async () => {
        try {
          const identityToken = token();
          return await eraseAll(identityToken === undefined ? {} : { identityToken });
        } catch (error) {
          return sendCodeTo('erase-code-sent', error);
        }
      }),
    /** The code that waits to be brought back has ended, or has not come. */
    sendAnew: () =>
      go(async () => {
        const { name } = step.peek();
        return sendCodeTo(name === 'erase-code-sent' ? name : 'code-sent');
      }),
    eraseBy: (code: string) => go(() => eraseAll({ code }), troubleWithCode),
  };
});

const statusOf = (error: unknown): number => (error as { status?: number }).status ?? 0;
const BY_WAY: Readonly<Record<string, Trouble>> = { token: 'signIn', team: 'team', later: 'later' };

export type PersonalDataModel = InstanceType<typeof PersonalDataModel>;
