/** Whether this browser can do passkeys. Pages that are not on https, but for this machine's own, cannot. */
export const hasPasskeys = (): boolean =>
  'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** Asks the device to make a passkey. Undefined where the person stops it. */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<object | undefined> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return toProof(navigator.credentials.create({ publicKey }));
}

/** Asks the device for a passkey of this site's. Undefined where the person stops it. */
export async function usePasskey(options: PublicKeyCredentialRequestOptionsJSON): Promise<object | undefined> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return toProof(navigator.credentials.get({ publicKey }));
}

async function toProof(asked: Promise<Credential | null>): Promise<object | undefined> {
  try {
    const credential = await asked;
    return credential instanceof PublicKeyCredential ? (credential.toJSON() as object) : undefined;
  } catch (error) {
    const isStopped = error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name);
    if (isStopped) return undefined;
    throw error;
  }
}
