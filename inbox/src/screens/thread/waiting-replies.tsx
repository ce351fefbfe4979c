import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { clockTime, dayName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useWritingWords } from '../../locales/en-writing.ts';
import type { Waiting } from '../../models/waiting-replies.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageFiles } from './message-files.tsx';
import { Bubble } from './message-item.tsx';
import { QuoteBlock } from './quote-block.tsx';
import { RichText } from './rich-text.tsx';
import { SendLater } from './send-later.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { takeBack } from './take-back.ts';
import { useThreadScope } from './thread-scope.ts';

/** The replies of this thread that are not sent yet: one's own with a way to take them back, colleagues' in a quiet line. */
export function WaitingReplies() {
  const w = useWritingWords();
  const { thread, agentId } = useThreadScope();
  const replies = thread.waiting.shown.value;
  return (
    <ol aria-label={w.waiting.region}>
      {replies.map((reply) => (
        <li key={reply.id}>
          {reply.state === 'left' ? (
            <LeftReply reply={reply} />
          ) : reply.agent.id === agentId ? (
            <OwnReply reply={reply} />
          ) : (
            <ColleaguesReply reply={reply} />
          )}
        </li>
      ))}
    </ol>
  );
}

function OwnReply({ reply }: { reply: Waiting }) {
  const app = useApp();
  const { toasts } = app;
  const { strings: t } = useLocale();
  const w = useWritingWords();
  const when = useWhen(reply.dueAt);
  const { thread, agentId, onCompose } = useThreadScope();
  const { id, seenSeq, words, state, isHeld } = reply;

  async function writeOn(): Promise<void> {
    const was = await takeBack(thread, id, app, t);
    if (was) onCompose(was);
  }
  async function sendNow(): Promise<void> {
    try {
      await thread.sendWaitingNow(id);
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.waiting.notSentNow}. ${errorWords(error, t)}` });
    }
  }
  async function putOff(at: string): Promise<void> {
    try {
      await thread.putOff(id, at);
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.waiting.notPutOff}. ${errorWords(error, t)}` });
    }
  }

  if (!words) return null;
  const between = thread.sent.value.filter(
    (message) =>
      message.seq > seenSeq && message.kind === 'message' && !message.deletedAt && message.author.id !== agentId,
  );
  return (
    <article class="mt-2 flex flex-col items-end">
      <WaitingBubble words={words} isOwn />
      {state === 'returned' ? (
        <StaleNotice
          between={between}
          onSend={() => void sendNow()}
          onEdit={() => void writeOn()}
          onDiscard={() => void takeBack(thread, id, app, t)}
        />
      ) : (
        <p class="mt-0.5 flex flex-wrap items-center justify-end gap-x-3 px-1 text-small text-faint">
          <span class="flex items-center gap-1">
            <Icon name="clock" class="size-3.5" />
            {isHeld ? <Countdown reply={reply} /> : w.waiting.at(when)}
          </span>
          <button
            type="button"
            class="py-1 font-semibold text-accent hover:underline print:hidden"
            onClick={() => void writeOn()}
          >
            {isHeld ? w.waiting.undo : w.waiting.edit}
          </button>
          {!isHeld && <OtherTime onChoose={(at) => void putOff(at)} />}
          <button
            type="button"
            class="py-1 font-semibold hover:text-ink hover:underline print:hidden"
            onClick={() => void sendNow()}
          >
            {w.waiting.sendNow}
          </button>
        </p>
      )}
    </article>
  );
}

/** What waits, paler than what is sent; a colleague's paler still. */
function WaitingBubble({ words, isOwn = false }: { words: NonNullable<Waiting['words']>; isOwn?: boolean }) {
  return (
    <div class={classes('flex w-full justify-end', isOwn ? 'opacity-80' : 'opacity-70')}>
      <Bubble isOurs>
        {words.quote && <QuoteBlock quote={words.quote} />}
        {words.text && <RichText text={words.text} />}
        <MessageFiles files={words.attachments} />
      </Bubble>
    </div>
  );
}

function OtherTime({ onChoose }: { onChoose: (at: string) => void }) {
  const w = useWritingWords();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        class="py-1 font-semibold hover:text-ink hover:underline print:hidden"
        onClick={() => setOpen(!isOpen)}
      >
        {w.waiting.otherTime}
      </button>
      {isOpen && <SendLater anchor={button} onChoose={onChoose} onClose={() => setOpen(false)} />}
    </>
  );
}

/** How long one may still change one's mind. What a screen reader hears does not change with every second. */
function Countdown({ reply: { heardAt } }: { reply: Waiting }) {
  const w = useWritingWords();
  const { holdSeconds } = useThreadScope();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.ceil((heardAt + holdSeconds.value * 1_000 - now) / 1_000);
  return (
    <>
      <span class="sr-only">{w.waiting.going}</span>
      <span aria-hidden="true" class="tabular-nums">
        {left > 0 ? w.waiting.inSeconds(left) : w.waiting.going}
      </span>
    </>
  );
}

function ColleaguesReply({ reply: { agent, isHeld, words, dueAt } }: { reply: Waiting }) {
  const w = useWritingWords();
  const when = useWhen(dueAt);
  if (isHeld || !words)
    return <p class="mt-2 px-1 text-end text-small text-note-ink">{w.waiting.someoneSending(agent.name)}</p>;
  return (
    <article class="mt-2 flex flex-col items-end">
      <WaitingBubble words={words} />
      <p class="mt-0.5 flex items-center gap-1 px-1 text-small text-faint">
        <Icon name="clock" class="size-3.5" />
        <bdi>{w.waiting.someoneLater(agent.name, when)}</bdi>
      </p>
    </article>
  );
}

/** What somebody wrote who is no longer there: whoever wants to may send it as his own. */
function LeftReply({ reply: { id, agent, words } }: { reply: Waiting }) {
  const { toasts } = useApp();
  const { strings: t } = useLocale();
  const w = useWritingWords();
  const { thread, inbox } = useThreadScope();
  if (!words) return null;

  async function see(to: Promise<unknown>): Promise<void> {
    try {
      await to;
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.waiting.notTaken}. ${errorWords(error, t)}` });
    }
  }
  return (
    <section aria-label={w.waiting.leftRegion} class="mt-2 flex flex-col items-end">
      <WaitingBubble words={words} />
      <div class="mt-1 flex flex-wrap items-center justify-end gap-2 px-1">
        <p class="flex items-center gap-1 text-small text-note-ink">
          <Icon name="alert" class="size-3.5" />
          <bdi>{w.waiting.left(agent.name)}</bdi>
        </p>
        {inbox.roster.mayWrite.value && (
          <>
            <Button size="small" class="print:hidden" onClick={() => void see(thread.waiting.cancel(id))}>
              {w.waiting.discard}
            </Button>
            <Button size="small" look="primary" class="print:hidden" onClick={() => void see(thread.waiting.take(id))}>
              {w.waiting.take}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function useWhen(at: string): string {
  const { now } = useApp();
  const { language } = useLocale();
  const w = useWritingWords();
  return `${dayName(at, now.now.value, language, w.waiting.days)}, ${clockTime(at, language)}`;
}
