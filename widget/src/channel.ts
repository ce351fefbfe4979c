// What the loader (on the host's page) and the messenger (in its iframe, on our origin) say to each other.
// Both ends check every message by hand: the page around them may be hostile.

/** The only thing said in the open, to nobody in particular: "I am loaded". It carries no secret. */
export const HELLO = 'everthread:hello';
/** The loader's answer, sent to our origin only, with the port over which all else is said. */
export const PORT = 'everthread:port';

/** The number under which the loader tells what is kept, unasked, with its greeting. */
export const FIRST = 0;

/** Where the host's page is. All of it is claimed, none proven. */
export type Page = { url: string; title: string; referrer: string };

/** What the host's storage holds of ours, by name. */
export type Kept = { [name: string]: string | undefined };
/** What all names begin with; the name under which the visitor's key is kept. */
export const keyName = (workspaceId: string): string => `everthread:${workspaceId}`;
/** After that, for unsent messages: `:q:<place in line>:<id>`, so that five tabs need no shared list. */
export const UNSENT = ':q:';
/** After that, for the right to send, which one tab has at a time. */
export const LEASE = ':lease';
/** How the value begins that is a text as it was written, and no JSON. */
export const PLAIN = '=';
/** The first place in line. All places have as many digits, so that names sort as they were written. */
export const FIRST_PLACE = 1e6;

// Messages are lists, `[type, …]`: names would weigh in the loader.
export type FromLoader =
  // `token`: who the page says that the visitor is. `forget`: a key that this device has logged out of.
  | [type: 'shown', isOpen: boolean, color: string, language: string, token: unknown, forget: string | undefined]
  // What is kept now: the answer to `store`, or, without `n`, news of what another tab changed.
  | [type: 'stored', n: number | undefined, kept: Kept, isSaved: boolean, url: string, title: string, referrer: string]
  // What the loader's own composer holds. The messenger takes it over and says `took`.
  | [type: 'take', text: string, start: number, end: number, isFocused: boolean];

export type FromMessenger =
  // Keeps `value` (or takes it away) under `name`, if what is kept there is `was`. Without a name it only asks.
  | [type: 'store', n: number, name?: string | undefined, was?: string | undefined, value?: string | undefined]
  | [type: 'close']
  | [type: 'took']
  // Wants a fresh identity token.
  | [type: 'token']
  // Wants to be made anew, for somebody else.
  | [type: 'restart']
  // Something that the page may want to hear of. A label tells it to those who cannot see the launcher.
  | [type: 'tell', event: string, detail?: unknown, label?: string | undefined];

/** What is told with a port to a page that can be pushed to itself. */
export const IN_PLACE = 'in-place';

/** By which the page's address names the message that a notification has led to. */
export const AT_MESSAGE = /[#?&]everthread=([\da-f-]{36})/;

export const VISITOR_KEY = /^[\w-]{43}$/;
