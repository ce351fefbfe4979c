// What the loader (on the host's page) and the messenger (in its iframe, on our origin) say to each other.
// Both ends check every message by hand: the page around them may be hostile.

/** The only thing said in the open, to nobody in particular: "I am loaded". It carries no secret. */
export const HELLO = 'everthread:hello';
/** The loader's answer, sent to our origin only, with the port over which all else is said. */
export const PORT = 'everthread:port';

/** Where the host's page is. All of it is claimed, none proven. */
export type Page = { url: string; title: string; referrer: string };

export type FromLoader =
  | { type: 'shown'; isOpen: boolean; color: string }
  // The answer to `key`: the key that the host's storage now holds, none if it holds none or is blocked.
  | { type: 'told'; n: number; key: string | undefined; page: Page };

export type FromMessenger =
  // Asks for the visitor's key, after forgetting the one, and keeping the other unless there is one already.
  { type: 'key'; n: number; forget?: string; keep?: string } | { type: 'close' } | { type: 'unread'; count: number };

export const VISITOR_KEY = /^[\w-]{43}$/;
