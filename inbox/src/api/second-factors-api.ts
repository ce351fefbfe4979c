import type { NewPasskey, Passkey, SecondFactors } from '@everthread/shared/models/second-factor';
import type { Call } from './call.ts';

/** What a person may do with the ways in which he signs in. */
export type SecondFactorsApi = {
  list(): Promise<SecondFactors>;
  begin(password: string): Promise<{ secret: string; uri: string }>;
  confirm(code: string): Promise<readonly string[]>;
  remove(password: string): Promise<void>;
  newCodes(password: string): Promise<readonly string[]>;
  passkeyOptions(password: string): Promise<PublicKeyCredentialCreationOptionsJSON>;
  addPasskey(body: NewPasskey): Promise<Passkey>;
  removePasskey(id: string, password: string): Promise<void>;
};

export function createSecondFactorsApi(call: Call): SecondFactorsApi {
  const root = '/api/account';
  type Codes = { recoveryCodes: string[] };
  return {
    list: () => call('GET', `${root}/second-factors`),
    begin: (password) => call('POST', `${root}/authenticator`, { password }),
    confirm: async (code) => (await call<Codes>('POST', `${root}/authenticator/confirm`, { code })).recoveryCodes,
    remove: (password) => call('POST', `${root}/authenticator/remove`, { password }),
    newCodes: async (password) => (await call<Codes>('POST', `${root}/recovery-codes`, { password })).recoveryCodes,
    passkeyOptions: async (password) =>
      (
        await call<{ options: PublicKeyCredentialCreationOptionsJSON }>('POST', `${root}/passkeys/options`, {
          password,
        })
      ).options,
    addPasskey: async (body) => (await call<{ passkey: Passkey }>('POST', `${root}/passkeys`, body)).passkey,
    removePasskey: (id, password) => call('POST', `${root}/passkeys/remove`, { id, password }),
  };
}
