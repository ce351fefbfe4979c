import type { VisitorPromise } from '@everthread/shared/models/promise';
import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { announcementOf } from '../announcement.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { promiseWords } from '../promise-words.ts';
import type { Speech } from '../words.ts';
import { useNow } from './use-now.ts';

type AnnouncementsProps = {
  said: Signal<string>;
  thread: ThreadModel;
  promise: VisitorPromise | null | undefined;
  speech: Speech;
  now: () => Date;
};

/**
 * Says aloud what comes from others: each message once, that somebody types once until his message comes, and of each
 * promise when it is made and when its time has passed. It stands before there is anything to say: what is put on the
 * page together with its words is heard by few.
 */
export function Announcements({ said, thread, promise, speech, now }: AnnouncementsProps) {
  const hasSaidTyping = useRef(false);
  const at = useNow(now);
  const { sorry, by } = promise ? promiseWords(promise, speech, at) : { sorry: '', by: '' };

  useEffect(
    () =>
      thread.arrived.subscribe((arrived) => {
        if (arrived.length === 0) return;
        hasSaidTyping.current = false;
        said.value = arrived.map((message) => announcementOf(message, speech.say('bot'))).join('\n');
      }),
    [thread],
  );
  useEffect(
    () =>
      thread.typing.subscribe((name) => {
        if (!name || hasSaidTyping.current) return;
        hasSaidTyping.current = true;
        said.value = speech.say('typing').replace('{name}', () => name);
      }),
    [thread],
  );
  useEffect(() => {
    if (promise) said.value = `${sorry} ${by}`.trim();
  }, [promise?.id, by === '']);
  return (
    <div class="heard" aria-live="polite">
      {said}
    </div>
  );
}
