import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicStatus } from '@everthread/shared/models/topic';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { isWide } from '../topics/is-wide.ts';

type ThreadHeaderProps = {
  topicId: TopicId;
  name: string | undefined;
  status: TopicStatus | undefined;
  faces: ComponentChildren; // who else is looking at it
  listPath: string;
  visitorPath: string;
  onStatus: (status: 'open' | 'done') => void;
  /** What stands beside the name. */
  children?: ComponentChildren;
};

const iconLink =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink';

export function ThreadHeader(props: ThreadHeaderProps) {
  const { topicId, name, status, faces, listPath, visitorPath, onStatus, children } = props;
  const t = useStrings();
  const words = useThreadWords();
  const title = useRef<HTMLHeadingElement>(null);
  // On a phone the list gives way to the thread, so the focus goes along.
  useLayoutEffect(() => {
    if (!isWide()) title.current?.focus();
  }, [topicId]);
  return (
    <header class="flex h-14 shrink-0 items-center gap-2 border-b border-line px-2 two:px-5">
      <a href={listPath} aria-label={t.back} class={classes(iconLink, 'two:hidden')}>
        <Icon name="back" class="size-5" />
      </a>
      <h2 ref={title} tabIndex={-1} data-thread-title class="min-w-0 truncate text-read font-semibold outline-none">
        {name ? <bdi>{name}</bdi> : <span class="bone inline-block h-4 w-28 align-middle" />}
      </h2>
      {status && <StatusBadge status={status} />}
      {faces}
      {children}
      <div class="ms-auto flex items-center gap-2">
        {status === 'done' ? (
          <Button aria-keyshortcuts="Shift+E" onClick={() => onStatus('open')}>
            <Icon name="reopen" /> {words.thread.reopen}
          </Button>
        ) : (
          status && (
            <Button aria-keyshortcuts="E" onClick={() => onStatus('done')}>
              <Icon name="check" /> {words.thread.done}
              <span class="hidden two:inline" aria-hidden="true">
                <Key>e</Key>
              </span>
            </Button>
          )
        )}
        <a href={visitorPath} aria-label={words.thread.showVisitor} class={classes(iconLink, 'three:hidden')}>
          <Icon name="person" class="size-5" />
        </a>
      </div>
    </header>
  );
}

const BADGES: Record<Exclude<TopicStatus, 'merged'>, string> = {
  open: 'bg-chosen text-accent-strong',
  waiting: 'bg-raised text-soft',
  snoozed: 'bg-raised text-soft',
  done: 'bg-good-ground text-good',
};

function StatusBadge({ status }: { status: TopicStatus }) {
  const t = useStrings();
  if (status === 'merged') return null;
  return (
    <span class={classes('shrink-0 rounded-full px-2 py-0.5 text-small font-medium', BADGES[status])}>
      {t.topics[status]}
    </span>
  );
}
