import { hasEarlier } from '@everthread/shared/client/timeline';
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ThreadModel } from '../models/thread-model.ts';
import { rowsOf } from '../rows.ts';
import type { Speech } from '../words.ts';
import { SentBubble, UnsentBubble } from './bubble.tsx';
import { Divider } from './divider.tsx';
import { Earlier } from './earlier.tsx';
import { Greeting } from './greeting.tsx';
import { Icon } from './icon.tsx';

const NEAR_THE_END_PX = 60;

/** The messages, newest at the end and in view, unless one has scrolled away to read. */
export function Conversation({ thread, speech, now }: { thread: ThreadModel; speech: Speech; now: () => Date }) {
  const log = useRef<HTMLDivElement>(null);
  const drawn = useRef({ end: '', height: 0, scrollTop: 0 });
  const missed = useSignal(0);
  const announced = useSignal('');
  const timeline = thread.timeline.value;
  const rows = rowsOf(timeline);
  const newest = timeline.sent.at(-1);
  const end = rows.at(-1)?.key ?? '';
  const ownUnsent = timeline.unsent.length;

  // The log is drawn from its end: scrollTop is 0 there and negative above.
  const isAtEnd = () => (log.current?.scrollTop ?? 0) > -NEAR_THE_END_PX;
  const toEnd = () => log.current?.scrollTo({ top: 0 });

  useLayoutEffect(() => {
    const { current } = log;
    if (!current) return;
    const before = drawn.current;
    const height = current.firstElementChild?.getBoundingClientRect().height ?? 0;
    const grownPx = height - before.height;
    // New lines push up what somebody is reading further above: hold it still.
    if (before.end !== end && before.scrollTop < -NEAR_THE_END_PX) current.scrollTop = before.scrollTop - grownPx;
    drawn.current = { end, height, scrollTop: current.scrollTop };
  });

  useEffect(toEnd, [ownUnsent > 0]);

  useSignalEffect(() => {
    const arrived = thread.arrived.value;
    if (arrived.length === 0) return;
    announced.value = arrived.map(({ author, text }) => `${'name' in author ? author.name : ''}: ${text}`).join('\n');
    if (!isAtEnd()) missed.value = missed.peek() + arrived.length;
  });

  function onScroll(): void {
    drawn.current.scrollTop = log.current?.scrollTop ?? 0;
    if (isAtEnd()) missed.value = 0;
  }

  return (
    <>
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="off"
        aria-label={speech.say('conversation')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it
        tabIndex={0}
        onScroll={onScroll}
      >
        <div class="inner">
          {hasEarlier(timeline) ? <Earlier thread={thread} speech={speech} /> : <Greeting speech={speech} />}
          <ol>
            {rows.map((row) =>
              row.kind === 'divider' ? (
                <Divider key={row.key} row={row} speech={speech} now={now()} />
              ) : row.kind === 'sent' ? (
                <SentBubble key={row.key} row={row} speech={speech} isNewest={row.message === newest} />
              ) : (
                <UnsentBubble key={row.key} row={row} speech={speech} onAgain={thread.sendAgain} />
              ),
            )}
          </ol>
          {newest?.author.kind === 'visitor' && ownUnsent === 0 && (
            <p class="aside">
              {speech.say('received')} {thread.isSaved.value && speech.say('leave')}
            </p>
          )}
        </div>
      </div>
      {missed.value > 0 && (
        <button type="button" class="missed" onClick={toEnd}>
          <Icon shape="down" />
          {speech.count('news', missed.value)}
        </button>
      )}
      <div class="heard" aria-live="polite">
        {announced}
      </div>
    </>
  );
}
