import type { Host } from '../host.ts';

/** The server will not have this key or this proof. */
export const isRefused = (error: unknown): boolean => [401, 403, 409].includes((error as { status: number }).status);

/** Who a token is about, as it says itself; the server judges whether that is so. */
export function subjectOf(token: unknown): unknown {
  const text = `${token}`;
  try {
    const claims = text.split('.')[1] ?? '';
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).sub;
  } catch {
    // Of a hash the user's id alone, which the third colon begins: another secret makes another hash of it.
    return /(?:.*?:){3}(.*)/.exec(text)?.[1];
  }
}

/** Takes all that is ours out of the host's storage. */
export async function forgetAll(host: Partial<Pick<Host, 'store'>>): Promise<void> {
  const { kept = {} } = (await host.store?.()) ?? {};
  for (const [name, was] of Object.entries(kept)) await host.store?.({ name, was });
}
