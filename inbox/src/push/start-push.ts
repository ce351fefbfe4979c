import type { Clock } from '@everthread/shared/client/clock';
import type { TopicId, UserId } from '@everthread/shared/models/ids';
import type { PushPayload } from '@everthread/shared/models/notification';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import { effect } from '@preact/signals';
import { AttendingModel } from '../models/attending-model.ts';
import type { DeviceModel } from '../models/device-model.ts';
import type { InboxModel } from '../models/inbox-model.ts';
import type { Router } from '../router.ts';
import { makeInstallable } from './installable.ts';
import { noticesOf } from './notices-of.ts';
import { registerWorker } from './register-worker.ts';
import { showCount } from './show-count.ts';
import { createTone } from './tone.ts';

type PushTools = { page: Window & typeof globalThis; clock: Clock; router: Router; userId: UserId; product: string };

/**
 * While an inbox is open: counts what is unread where all can see it, sounds when something comes that its agent does not
 * look at, tells the server whether he is here, and takes away notifications of what has been read. Returns its end.
 */
export function startPush(inbox: InboxModel, { page, clock, router, userId, product }: PushTools): () => void {
  const { notifications, device } = noticesOf(inbox, userId, page);
  const attending = new AttendingModel(inbox.isWatched, clock);
  const sound = createTone(page);
  const ends = new AbortController();
  const { signal } = ends;
  makeInstallable(page);

  for (const type of ['pointerdown', 'keydown', 'wheel', 'pointermove']) {
    page.addEventListener(type, attending.touched, { signal, passive: true, capture: true });
  }
  const undo = [
    () => ends.abort(),
    attending.end,
    effect(() => {
      const isAttending = attending.isAttending.value;
      if (inbox.live.value.name === 'open') inbox.say({ type: 'attending', isAttending });
    }),
    effect(() => {
      if (inbox.live.value.name === 'open') void notifications.load().catch(() => {}); // until the next connection
    }),
    effect(() => showCount(page, notifications.count.value, product)),
    () => showCount(page, 0, product),
    inbox.listen((frame) => {
      const kind = notifications.receive(frame, clock.now());
      if (frame.type === 'topic.read') void takeAway(page, frame.topicId);
      if (kind && !isLookedAt(inbox, router, frame)) void sound();
    }),
  ];
  listenToWorker(page, router, signal);
  void registerWorker(page).then((worker) => worker && confirm(device));
  return () => {
    for (const end of undo) end();
  };
}

/** A device that could not be confirmed is so the next time. */
const confirm = (device: DeviceModel): void => void device.load().catch(() => {});

function isLookedAt(inbox: InboxModel, router: Router, frame: TeamFrame): boolean {
  const route = router.route.peek();
  const shown = route.name === 'topics' ? route.shown : undefined;
  return inbox.isWatched.peek() && frame.type === 'message.sent' && shown?.threadId === frame.message.threadId;
}

/** A click on a notification that found this window open. */
function listenToWorker(page: Window, router: Router, signal: AbortSignal): void {
  const { serviceWorker } = page.navigator;
  serviceWorker?.addEventListener(
    'message',
    ({ data, ports }: MessageEvent<{ type?: unknown; path?: unknown }>) => {
      if (data?.type !== 'open' || typeof data.path !== 'string' || !data.path.startsWith('/inbox')) return;
      router.go(data.path);
      ports[0]?.postMessage('taken');
    },
    { signal },
  );
  serviceWorker?.startMessages();
}

/** What was read, in this window or elsewhere, need not be shown any more. */
async function takeAway(page: Window, topicId: TopicId): Promise<void> {
  const closing: PushPayload = { type: 'close', topicIds: [topicId] };
  (await registerWorker(page))?.active?.postMessage(closing);
}
