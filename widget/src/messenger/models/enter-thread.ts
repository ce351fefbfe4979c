import { backOffMs } from '@everthread/shared/client/back-off';
import type { ThreadId } from '@everthread/shared/models/ids';
import type { NewMessage } from '@everthread/shared/models/message';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import { effect, type Signal, signal } from '@preact/signals';
import { LEASE, type Page } from '../../channel.ts';
import { newVisitorKey } from '../visitor-key.ts';
import type { followerOf } from './follow-thread.ts';
import { forgetAll, isRefused, subjectOf } from './identity.ts';
import type { Phase, ThreadModelParts } from './thread-model.ts';

type EntranceParts = Pick<ThreadModelParts, 'api' | 'host' | 'where' | 'watchPage' | 'clock' | 'random' | 'chance'> & {
  phase: Signal<Phase>;
  follower: ReturnType<typeof followerOf>;
  /** Whether something waits to be sent: it will find the thread itself. */
  isWriting: () => boolean;
};

const isErased = (error: unknown) => (error as { status?: number }).status === 410;
export const isUnknown = (error: unknown) => isErased(error) || (error as { status?: number }).status === 404;

/** The ways into the thread: with the key that the host's page holds, with proof of who one is, with the first words. */
export function entranceTo({ phase, follower, isWriting, ...parts }: EntranceParts) {
  const { api, host, clock } = parts;
  const isSaved = signal(true);
  const openTries = signal(0);
  let entered = 0; // how often
  let ownKey: VisitorKey | undefined;
  let isProofRefused = false;
  let strangersKey: VisitorKey | undefined; // kept by the page, and not this visitor's to use
  let endWait = () => {};
  let opening: Promise<void> | undefined;
  let mustOpenAgain = false;

  const isProven = () => !isProofRefused && api.isProven();
  const threadNow = (): ThreadId | undefined => {
    const now = phase.peek();
    return now.name === 'ready' ? now.threadId : undefined;
  };

  function enter(session: VisitorSession): void {
    entered += 1;
    const { id } = session.thread;
    // Who has proven who he is may have a thread of his own.
    if (threadNow() && threadNow() !== id) leave();
    follower.follow(session);
    phase.value = { name: 'ready', threadId: id };
  }

  /**
   * The server does not know this visitor: not yet (another tab has just kept the key and is still sending the first
   * words), or no longer. Either way he begins with the same key: two tabs with two keys would be two visitors.
   */
  function leave(): void {
    follower.leave();
    phase.value = { name: 'new' };
  }

  let isOver = false; // it begins anew once its visitor has seen why; until then all stays as he sees it

  /** Leads back into the thread whose key the host's page holds, however long that takes. Once at a time. */
  function open(): Promise<void> {
    opening ??= openOnce().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function openOnce(): Promise<void> {
    endWait();
    if (isOver) return;
    const token = host.claim?.peek()?.token;
    const { key, page } = await host.key();
    const before = entered;
    try {
      if (isProven()) await openAsPerson(key, page);
      else if (key) enter(await api.open(key, parts.where(page)));
      else leave();
      openTries.value = 0;
    } catch (error) {
      if (isErased(error)) {
        // Nothing of him stays on this device either. What another tab has begun since does.
        if ((await host.key()).key === key) await forgetAll(host);
        // Where his key cannot be forgotten, a new beginning would lead here again at once.
        if ((await host.key()).key !== key) isOver = host.restart?.() ?? false;
        if (isOver) return;
      }
      if (isUnknown(error)) {
        // Unless it was asked before the first words arrived, and answered after.
        if (before === entered) leave();
      } else if (isRefused(error)) beRefused(key);
      else {
        openTries.value += 1;
        endWait = clock.after(backOffMs(openTries.value, parts.random()), open);
      }
    }
    // The page has meanwhile said who he is, or its word for it was none.
    if (mustOpenAgain || host.claim?.peek()?.token !== token) {
      mustOpenAgain = false;
      await openOnce();
    }
  }

  async function openAsPerson(key: VisitorKey | undefined, page: Page | undefined): Promise<void> {
    const newKey = newVisitorKey(parts.chance);
    const { session, keyInUse } = await api.identify(key, newKey, parts.where(page));
    if (keyInUse === 'newKey') {
      // A key that was kept is another person's. Nothing of his stays.
      if (key) await forgetAll(host);
      if (session) await host.key({ keep: newKey });
      else ownKey = newKey;
      // Where his key cannot be forgotten, a new beginning would lead here again at once.
      if (key && (await host.key()).key !== key) {
        host.restart?.();
        return;
      }
    }
    if (session) enter(session);
    else phase.value = { name: 'new' };
  }

  /** The page's proof is none: it is as if there were none. Or the key is a proven person's, who may yet prove it. */
  function beRefused(key: VisitorKey | undefined): void {
    if (isProven()) {
      isProofRefused = true;
      host.tell?.('error', { code: 'identity_refused' });
      mustOpenAgain = true;
      return;
    }
    strangersKey = key;
    leave();
  }

  effect(() => {
    // Another tab may have begun a thread since.
    if (host.isOpen.value && phase.peek().name === 'new' && !isWriting()) void open();
  });
  // Another tab has kept a key, or has sent something. That it renews its lease is no news.
  let keptNames = '';
  const unwatch = host.watch?.(async () => {
    if (phase.peek().name === 'ready' || strangersKey) return;
    const { kept } = await host.key();
    const names = `${Object.keys(kept).filter((name) => !name.endsWith(LEASE))}`;
    if (names === keptNames) return;
    keptNames = names;
    // What is being asked may be answered from before that.
    await opening;
    if (phase.peek().name === 'new') void open();
  });
  const unwatchPage = parts.watchPage((event) => {
    if (event === 'online' && phase.peek().name === 'opening') void open();
  });
  let shownToken: unknown;
  let hasOpened = false;
  effect(() => {
    const token = host.claim?.value?.token;
    if (token === undefined || token === shownToken) return;
    const isOther = shownToken !== undefined && subjectOf(token) !== subjectOf(shownToken);
    shownToken = token;
    isProofRefused = false;
    strangersKey = undefined;
    if (isOther) host.restart?.();
    else if (hasOpened) void open();
  });
  hasOpened = true;
  void open();

  return {
    /** Whether the browser keeps the key: otherwise the conversation ends with the page. */
    isSaved,
    /** How often it was tried in vain. */
    openTries,
    open,
    /** The first words. The key is kept before they go out, so that a lost answer leads back to the same thread. */
    async begin(message?: NewMessage): Promise<void> {
      ownKey ??= newVisitorKey(parts.chance);
      // Where another tab was quicker, its key is told, and leads into its thread: one visitor, one thread.
      const { key = ownKey, page } = await host.key({ keep: ownKey });
      enter(await api.begin(key, message && { ...message, where: parts.where(page) }));
      isSaved.value = (await host.key({ keep: key })).isSaved;
      if (message) host.tell?.('message', { id: message.id, from: 'visitor' });
    },
    /** Whether what the page keeps is another person's. */
    isStrangers: () => strangersKey !== undefined,
    /** Somebody else writes here now: what the page keeps of another person goes. */
    forgetStranger(): void {
      if (strangersKey) void host.key({ forget: strangersKey });
      strangersKey = undefined;
    },
    end(): void {
      endWait();
      unwatch?.();
      unwatchPage();
    },
  };
}
