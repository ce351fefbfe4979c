import { useEffect, useRef } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import type { ShownThread, TopicsRoute } from '../../topics-route.ts';
import { classes } from '../../ui/classes.ts';
import { FirstIcon } from '../../ui/first-icon.tsx';
import { VisitorPane } from '../thread/around-the-thread.ts';

type VisitorAsideProps = {
  inbox: InboxModel;
  route: TopicsRoute;
  shown: ShownThread;
  thread: ThreadModel;
  threadPath: string;
};

/** The third pane: over the thread, or in its place, where there is no room beside it. */
export function VisitorAside({ inbox, route, shown, thread, threadPath }: VisitorAsideProps) {
  const t = useStrings();
  const back = useRef<HTMLAnchorElement>(null);
  const isChosen = shown.pane === 'visitor';
  // Where it takes the thread's place the focus goes along, and back. Beside the thread there is no way back to focus.
  useEffect(() => {
    if (!isChosen) return;
    back.current?.focus();
    return () => {
      // The browser takes the focus from what is hidden with its next picture, which may come before this or behind it.
      const { activeElement: at, body } = document;
      if (at === body || !at?.checkVisibility()) document.querySelector<HTMLElement>('[data-thread-title]')?.focus();
    };
  }, [isChosen]);
  return (
    <aside
      aria-label={t.thread.visitor}
      class={classes(
        'w-full shrink-0 overflow-y-auto border-line bg-surface two:border-s three:static three:block three:w-76',
        isChosen ? 'two:absolute two:inset-y-0 two:end-0 two:w-76 two:max-three:shadow-float' : 'hidden',
      )}
    >
      <div class="flex h-14 items-center px-2 three:hidden">
        <a
          ref={back}
          href={threadPath}
          aria-label={t.back}
          class="inline-flex size-9 items-center justify-center rounded-medium text-soft hover:bg-raised"
        >
          <FirstIcon name="back" class="size-5" />
        </a>
      </div>
      <VisitorPane key={shown.threadId} inbox={inbox} thread={thread} route={route} />
    </aside>
  );
}
