import type { SecondFactors } from '@everthread/shared/models/second-factor';
import { createModel, signal } from '@preact/signals';
import type { SecondFactorsApi } from '../api/second-factors-api.ts';

export type SecondFactorsState = { name: 'loading' | 'failed' } | { name: 'ready'; factors: SecondFactors };

/** What is under way with the authenticator app: its key is shown, or the codes that replace it. */
export type Enrolment =
  | { name: 'none' }
  | { name: 'key'; secret: string; uri: string }
  | { name: 'codes'; codes: readonly string[] };

/** How one proves oneself beside the password, and the steps in which that is changed. */
export const SecondFactorsModel = createModel((api: SecondFactorsApi) => {
  const state = signal<SecondFactorsState>({ name: 'loading' });
  const enrolment = signal<Enrolment>({ name: 'none' });

  async function load(): Promise<void> {
    try {
      state.value = { name: 'ready', factors: await api.list() };
    } catch {
      if (state.peek().name !== 'ready') state.value = { name: 'failed' };
    }
  }

  return {
    state,
    enrolment,
    load,
    async begin(password: string) {
      enrolment.value = { name: 'key', ...(await api.begin(password)) };
    },
    async confirm(code: string) {
      enrolment.value = { name: 'codes', codes: await api.confirm(code) };
      await load();
    },
    async newCodes(password: string) {
      enrolment.value = { name: 'codes', codes: await api.newCodes(password) };
      await load();
    },
    /** The codes have been kept, or the app was not added after all. */
    close() {
      enrolment.value = { name: 'none' };
    },
    async remove(password: string) {
      await api.remove(password);
      await load();
    },
    /** False where the person stops it. `make` asks the device. */
    async addPasskey(
      name: string,
      password: string,
      make: (options: PublicKeyCredentialCreationOptionsJSON) => Promise<object | undefined>,
    ): Promise<boolean> {
      const proof = await make(await api.passkeyOptions(password));
      if (!proof) return false;
      await api.addPasskey({ name, proof: proof as never });
      await load();
      return true;
    },
    async removePasskey(id: string, password: string) {
      await api.removePasskey(id, password);
      await load();
    },
  };
});
export type SecondFactorsModel = InstanceType<typeof SecondFactorsModel>;
