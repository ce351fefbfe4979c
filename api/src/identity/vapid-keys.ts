import { createECDH } from 'node:crypto';

/** With what a push service knows us again (RFC 8292): a point and a number of the curve P-256, base64url. */
export type VapidKeys = { publicKey: string; privateKey: string };

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const BYTES = 32;

/**
 * The keys that belong to this secret material, always the same. 48 bytes, so that every number of the curve is as
 * good as equally likely (FIPS 186-5, A.2.1).
 */
export function vapidKeysFrom(material: Uint8Array): VapidKeys {
  const number = (BigInt(`0x${Buffer.from(material).toString('hex')}`) % (ORDER - 1n)) + 1n;
  const privateKey = Buffer.from(number.toString(16).padStart(2 * BYTES, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return { publicKey: curve.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
}
