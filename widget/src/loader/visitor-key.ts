export type KeyStore = (act: 'getItem' | 'setItem' | 'removeItem', key?: string) => string | undefined;

/** The visitor's key in the host's first-party storage; nothing where that is blocked. */
export const keyStore =
  (workspaceId: string): KeyStore =>
  (act, key = '') => {
    try {
      return localStorage[act](`everthread:${workspaceId}`, key) || undefined;
    } catch {
      return undefined;
    }
  };
