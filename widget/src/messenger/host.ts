import type { VisitorKey } from '@everthread/shared/models/visitor';
import { signal } from '@preact/signals';
import { FIRST, type FromLoader, type FromMessenger, type Kept, keyName, type Page, VISITOR_KEY } from '../channel.ts';
import type { Early } from './early.ts';
import { takePort } from './take-port.ts';

type KeyChange = { keep?: VisitorKey; forget?: VisitorKey };
/** What the host's storage holds, and where its page is. */
export type Told = { key: VisitorKey | undefined; page: Page | undefined; isSaved: boolean; kept: Kept };
export type Change = { name: string; was?: string | undefined; value?: string | undefined };
/** What the loader's own composer holds. */
export type Offer = { text: string; start: number; end: number; isFocused: boolean };
/** Who the page says the visitor is, and a key that this device has logged out of. */
export type Claim = { token: unknown; forget: VisitorKey | undefined };

/** The page around the messenger, through the loader on it. */
export type Host = ReturnType<typeof connectHost>;

/** Talks with the loader, over the port that was taken early or that is given now. */
export function connectHost(self: Window, workspaceId = '', early?: Early) {
  const isAlone = self.parent === self;
  const isOpen = signal(isAlone);
  const color = signal<string | undefined>(undefined);
  const language = signal<string | undefined>(undefined);
  const claim = signal<Claim | undefined>(undefined);
  const asked = new Map<number, (told: Told) => void>();
  const watchers = new Set<() => void>();
  let alone: Kept = {}; // what is kept where there is no page around
  let onOffer = (_offer: Offer) => {};
  let tellPort = (_port: MessagePort) => {};
  const port = new Promise<MessagePort>((resolve) => {
    tellPort = resolve;
  });
  let n = 0;
  let first: Told | undefined; // what the loader tells with its greeting

  const say = (...message: FromMessenger) => port.then((open) => open.postMessage(message));

  function read(kept: Kept, isSaved: boolean, page: Page | undefined): Told {
    return { key: keyFrom(kept[keyName(workspaceId)]), page, isSaved, kept };
  }

  function heard({ data }: Pick<MessageEvent<unknown>, 'data'>): void {
    if (!Array.isArray(data)) return;
    const message = data as FromLoader;
    if (message[0] === 'shown') {
      const [, opened, newColor, newLanguage, token, forget] = message;
      isOpen.value = opened === true;
      color.value = asText(newColor);
      language.value = asText(newLanguage);
      const { token: before, forget: forgotten } = claim.peek() ?? { token: null };
      const given = token ?? undefined;
      if (given !== before || forget !== forgotten) claim.value = { token: given, forget: keyFrom(forget) };
    } else if (message[0] === 'stored') {
      const [, question, kept, isSaved, url, title, referrer] = message;
      if (question === undefined) {
        for (const changed of watchers) changed();
        return;
      }
      const told = read(Object(kept), isSaved === true, { url, title, referrer });
      // Good for the first question only: what is asked later wants to know how it is then.
      if (question === FIRST && n === 0) first = told;
      asked.get(question)?.(told);
      asked.delete(question);
    } else if (message[0] === 'take') {
      const [, text, start, end, isFocused] = message;
      onOffer({ text: `${text}`, start: Number(start), end: Number(end), isFocused: isFocused === true });
    }
  }

  function accept(given: MessagePort): void {
    for (const data of early?.heard ?? []) heard({ data });
    given.onmessage = heard;
    tellPort(given);
  }

  if (early?.port) accept(early.port);
  else if (early) early.onPort = accept;
  else if (!isAlone) takePort(self, accept);

  /** Changes what is kept, if it is still as one thinks, and tells what is kept then. */
  function store(change?: Change): Promise<Told> {
    if (isAlone) {
      const { name, was, value } = change ?? { name: '' };
      if (change && alone[name] === was) {
        const { [name]: _gone, ...rest } = alone;
        alone = value ? { ...rest, [name]: value } : rest;
      }
      return Promise.resolve(read(alone, false, undefined));
    }
    n += 1;
    const question = n;
    return new Promise((resolve) => {
      asked.set(question, resolve);
      void say('store', question, change?.name, change?.was, change?.value);
    });
  }

  let [isHeld, isOverdue] = [false, false];
  return {
    isAlone,
    isOpen,
    color,
    language,
    claim,
    store,
    /** The visitor's key, after keeping or forgetting one. A key that another tab kept meanwhile wins. */
    key({ keep, forget }: KeyChange = {}): Promise<Told> {
      if (isAlone && !keep) return store();
      const name = keyName(workspaceId);
      const told = first;
      first = undefined;
      if (told && !keep && !forget) return Promise.resolve(told);
      if (forget) return store({ name, was: forget });
      return keep ? store({ name, value: keep }) : store();
    },
    /** Calls back when another tab has changed what is kept. */
    watch(changed: () => void): () => void {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    /** Takes over what was written before we were there, as often as it is offered. */
    takeOver(take: (offer: Offer) => void): void {
      onOffer = (offer) => {
        take(offer);
        void say('took');
      };
      void say('tell', 'ready');
    },
    freshToken: () => void say('token'),
    /** Begins anew. True where that waits for the end of `hold`. */
    restart(): boolean {
      isOverdue = isHeld;
      if (!isHeld) void say('restart');
      return isHeld;
    },
    /** It begins anew by nobody's word until the end of this. */
    hold(): () => void {
      isHeld = true;
      return () => {
        isHeld = false;
        if (isOverdue) void say('restart');
      };
    },
    close: () => void say('close'),
    /** `given`: what of it the page is to have itself, as a way to answer. */
    tell: (event: string, detail?: unknown, given: Transferable[] = []) =>
      void port.then((open) => open.postMessage(['tell', event, detail], given)),
    /** `label`: the launcher's name with it, for those who cannot see. */
    unread: (count: number, label?: string) => void say('tell', 'unread', count, label),
  };
}

const keyFrom = (value: unknown) =>
  typeof value === 'string' && VISITOR_KEY.test(value) ? (value as VisitorKey) : undefined;
const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);
