import type { Chance } from '@everthread/shared/client/message-id';
import type { VisitorKey } from '@everthread/shared/models/visitor';

/** 256 bits of chance in base64url: whoever holds it is the visitor. */
export function newVisitorKey(chance: Chance): VisitorKey {
  const bytes = new Uint8Array(32);
  chance(bytes);
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace('=', '') as VisitorKey;
}
