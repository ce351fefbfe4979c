import { useEffect, useRef } from 'preact/hooks';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';

/** The way up: loads the page before when it comes near. Its height never changes, so nothing jumps. */
export function Earlier({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  const place = useRef<HTMLDivElement>(null);
  const { earliest } = thread.timeline.value;

  // Looks anew after each page, because a short page may leave this place in view.
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && void thread.loadEarlier(), {
      root: place.current.closest('.log'),
      rootMargin: '600px 0px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [thread, earliest]);

  return (
    <div ref={place} class="earlier">
      {thread.earlier.value === 'failed' ? (
        <>
          {speech.say('earlierFailed')}
          <button type="button" class="again" onClick={() => void thread.loadEarlier()}>
            {speech.say('again')}
          </button>
        </>
      ) : (
        speech.say('earlier')
      )}
    </div>
  );
}
