import { hasEarlier, type Unsent } from '@everthread/shared/client/timeline';
import type { Quote } from '@everthread/shared/models/message';
import { type Signal, useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { addStyle } from '../later.ts';
import type { ComposerModel } from '../models/composer-model.ts';
import type { FilesModel } from '../models/files-model.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { until } from '../models/until.ts';
import { receiptsOf } from '../receipts-of.ts';
import { stretchesOf } from '../rows.ts';
import conversationStyle from '../styles/conversation.css?inline';
import type { Team } from '../team.ts';
import type { Speech } from '../words.ts';
import { Announcements } from './announcements.tsx';
import { Asked } from './asked.tsx';
import type { BubbleContext } from './bubble.tsx';
import { Earlier } from './earlier.tsx';
import { Expected } from './expected.tsx';
import { focusField } from './focus-field.ts';
import { Greeting } from './greeting.tsx';
import { Icon } from './icon.tsx';
import { BotTurn } from './later-bot.tsx';
import { laterMenu } from './later-menu.ts';
import { Promised } from './promised.tsx';
import { DrawnStretch } from './stretch.tsx';
import { Typing } from './typing.tsx';
import { useEndInView } from './use-end-in-view.ts';
import { type Chosen, useMessageKeys } from './use-message-keys.ts';
import { WayBack } from './way-back.tsx';

export { isBotAwaited } from './later-bot.tsx';

addStyle(conversationStyle);

type ConversationProps = {
  thread: ThreadModel;
  composer: ComposerModel;
  files: FilesModel;
  team: Team | undefined;
  isOpen: Signal<boolean>;
  speech: Speech;
  now: () => Date;
};

/** The messages, newest at the end and in view, unless one has scrolled away to read. */
export function Conversation({ thread, composer, files, team, isOpen, speech, now }: ConversationProps) {
  const log = useRef<HTMLDivElement>(null);
  const chosen = useSignal<Chosen | undefined>(undefined);
  const said = useSignal('');
  const timeline = thread.timeline.value;
  const { sent, unsent, topics } = timeline;
  const { promise } = topics.findLast((topic) => topic.promise) ?? {};
  const newest = sent.at(-1);
  const typing = thread.typing.value;
  const end = `${unsent.at(-1)?.id ?? newest?.id} ${typing ? 'typing' : ''}`;
  const { missed, toEnd, onScroll } = useEndInView({ log, thread, isOpen, end, ownUnsent: unsent.length });

  const context = useMemo<BubbleContext>(
    () => ({ thread, files, speech, goTo: (quote) => void goTo(quote), rewrite }),
    [],
  );
  const keys = useMessageKeys(log, (next) => {
    laterMenu.want();
    chosen.value = next;
  });

  /** Shows the quoted message, fetching what lies between. */
  async function goTo({ id, seq }: Quote): Promise<void> {
    const from = document.activeElement;
    while (thread.timeline.value.earliest > seq) {
      const before = thread.timeline.value.earliest;
      if (thread.earlier.value === 'loading') await until(thread.earlier, (state) => state !== 'loading');
      else await thread.loadEarlier();
      if (thread.earlier.value === 'failed' || thread.timeline.value.earliest === before) break;
    }
    await new Promise(requestAnimationFrame);
    const message = log.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (!message) return;
    message.scrollIntoView({ block: 'center' });
    // What was out of view had a guessed height until now.
    requestAnimationFrame(() => message.scrollIntoView({ block: 'center' }));
    // Who has gone on to write meanwhile is left there.
    if (document.activeElement === from) message.focus({ preventScroll: true });
    message.animate({ opacity: [0.3, 1] }, 700);
  }

  function announce(words: string): void {
    said.value = words;
  }

  function rewrite({ id, text, quoteId }: Unsent): void {
    const message = thread.timeline.value.sent.find((other) => other.id === quoteId);
    composer.rewrite(text, message);
    thread.discard(id);
    document.querySelector('textarea')?.focus();
  }

  function closeMenu(): void {
    chosen.value?.message.focus({ preventScroll: true });
    chosen.value = undefined;
  }

  const message = chosen.value && sent.find(({ id }) => id === chosen.value?.message.dataset.id);
  const receipts = receiptsOf(sent, thread.seen.value.team);
  return (
    <>
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="off"
        aria-label={speech.say('conversation')}
        aria-describedby="keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it
        tabIndex={0}
        onScroll={onScroll}
        {...keys}
      >
        <div class="inner">
          {hasEarlier(timeline) ? (
            <Earlier thread={thread} speech={speech} />
          ) : (
            <Greeting speech={speech} team={team} />
          )}
          <div class="stretches">
            {stretchesOf(timeline).map((stretch) => (
              <DrawnStretch key={stretch.key} stretch={stretch} receipts={receipts} context={context} now={now} />
            ))}
          </div>
          {typing && <Typing name={typing} />}
          <BotTurn thread={thread} speech={speech} />
          <Asked thread={thread} speech={speech} announce={announce} />
          {promise && unsent.length === 0 ? (
            <Promised key={promise.id} promise={promise} isSaved={thread.isSaved.value} speech={speech} now={now} />
          ) : newest?.author.kind !== 'visitor' ? (
            !(unsent.length > 0 && thread.isCutOff.value) && (
              <Expected thread={thread} speech={speech} now={now} class="aside" />
            )
          ) : (
            unsent.length === 0 &&
            !typing &&
            !newest.deletedAt &&
            !topics.at(-1)?.rating &&
            thread.seen.value.team < newest.seq && (
              <p class="aside">
                {speech.say('received')} {thread.isSaved.value && speech.say('leave')}
              </p>
            )
          )}
          {newest && <WayBack thread={thread} speech={speech} />}
        </div>
      </div>
      {missed.value > 0 && (
        <button
          type="button"
          class="missed"
          onClick={() => {
            toEnd();
            focusField(); // it goes
          }}
        >
          <Icon shape="down" />
          {speech.count('news', missed.value)}
        </button>
      )}
      {chosen.value && message && laterMenu.value && (
        <laterMenu.value.MessageMenu
          chosen={chosen.value}
          message={message}
          thread={thread}
          composer={composer}
          speech={speech}
          now={now}
          onClose={closeMenu}
        />
      )}
      <p id="keys" class="heard">
        {speech.say('keys')}
      </p>
      <Announcements said={said} thread={thread} promise={promise} speech={speech} now={now} />
    </>
  );
}
