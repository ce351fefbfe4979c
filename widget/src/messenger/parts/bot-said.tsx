import type { BotQuote, BotSaying, QuotedPlace } from '@everthread/shared/models/bot';
import type { Message } from '@everthread/shared/models/message';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { botWords } from '../bot-words.ts';
import { addStyle, later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import botStyle from '../styles/bot.css?inline';
import type { Speech } from '../words.ts';
import { focusField, focusFieldAfter } from './focus-field.ts';
import { RichText } from './rich-text.tsx';

addStyle(botStyle);

/** What answers a flow's question: fetched when the first asks one. */
const laterAsked = later(() => import('./flow-asked.tsx'));

type BotSaidProps = { message: Message; bot: BotSaying; thread: ThreadModel; speech: Speech };

/** What the bot says: the words of an article under their heading, what may be meant, or that a person comes. */
export function BotSaid({ message, bot, thread, speech }: BotSaidProps) {
  const { text } = message;
  switch (bot.kind) {
    case 'answer': {
      const [first] = bot.quotes;
      const heading = first?.heading || first?.title;
      return (
        <>
          {bot.isWritten ? (
            <RichText text={text} />
          ) : (
            <figure class="passage" lang={first?.language}>
              <figcaption dir="auto">{heading}</figcaption>
              <RichText text={text} />
            </figure>
          )}
          {bot.quotes.map((quote, place) => (
            <Source
              key={place}
              message={message}
              quote={quote}
              place={place}
              isNamed={!bot.isWritten && quote.title === heading}
              thread={thread}
            />
          ))}
        </>
      );
    }
    case 'suggestion':
      return (
        <>
          <RichText text={text} />
          <Choices message={message} choices={bot.choices} thread={thread} />
        </>
      );
    case 'handover':
      return <RichText text={text} />;
    case 'step':
      if (bot.asks) laterAsked.want();
      return (
        <>
          <RichText text={text} />
          {bot.asks && laterAsked.value && (
            <laterAsked.value.FlowAsked message={message} asks={bot.asks} thread={thread} speech={speech} />
          )}
        </>
      );
    default:
      return bot satisfies never;
  }
}

type SourceProps = {
  message: Message;
  quote: BotQuote;
  place: number;
  /** Its title stands above already. */
  isNamed: boolean;
  thread: ThreadModel;
};

/** From which article it is; opened in place it shows what stands around. */
function Source({ message, quote: { title, url }, place, isNamed, thread }: SourceProps) {
  const w = botWords(document.documentElement.lang);
  const isOpen = useSignal(false);
  const quoted = useSignal<QuotedPlace | 'failed' | undefined>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const drawnAt = useRef<number | undefined>(undefined);
  const topOf = () => button.current?.getBoundingClientRect().top ?? 0;

  async function open(): Promise<void> {
    drawnAt.current = topOf();
    isOpen.value = !isOpen.value;
    if (!isOpen.value || (quoted.value && quoted.value !== 'failed')) return;
    quoted.value = undefined;
    const next = await thread.quoted(message.id, place).catch(() => 'failed' as const);
    drawnAt.current = topOf();
    quoted.value = next;
  }

  const shown = quoted.value;
  // The conversation grows upwards: what was pressed stays where it is, as far as what it shows has room below.
  useLayoutEffect(() => {
    const log = button.current?.closest('.log');
    if (!log || drawnAt.current === undefined) return;
    log.scrollTop += topOf() - drawnAt.current;
    drawnAt.current = undefined;
    button.current?.nextElementSibling?.scrollIntoView({ block: 'nearest' });
  }, [isOpen.value, shown]);
  return (
    <div class="source">
      <button ref={button} type="button" aria-expanded={isOpen.value} onClick={() => void open()}>
        <span dir="auto">{isNamed ? w.fromHere : w.from.replace('{title}', () => title)}</span>
      </button>
      {isOpen.value && (
        <section class="place" aria-label={title} aria-busy={!shown}>
          {!shown ? (
            <p>{w.opening}</p>
          ) : shown === 'failed' ? (
            <p role="alert">{w.notOpened}</p>
          ) : (
            <>
              <h3 dir="auto">{shown.heading || shown.title}</h3>
              {shown.passages.map(({ text, isQuoted }, at) => (
                <div key={at} class="around" dir="auto">
                  {isQuoted ? (
                    <mark>
                      <RichText text={text} />
                    </mark>
                  ) : (
                    <RichText text={text} />
                  )}
                </div>
              ))}
              {url && (
                <a href={url} target="_blank" rel="noopener">
                  {w.whole}
                </a>
              )}
            </>
          )}
        </section>
      )}
    </div>
  );
}

type ChoicesProps = {
  message: Message;
  choices: Extract<BotSaying, { kind: 'suggestion' }>['choices'];
  thread: ThreadModel;
};

/** What may be meant. The one that is chosen is asked as if it were written. */
function Choices({ message, choices, thread }: ChoicesProps) {
  const { sent, unsent } = thread.timeline.value;
  const isOver = unsent.length > 0 || sent.at(-1)?.id !== message.id;

  function choose(title: string): void {
    thread.send(title);
    focusField();
  }

  return (
    <ul class="choices">
      {choices.map(({ articleId, title }) => (
        <li key={articleId}>
          <button type="button" dir="auto" disabled={isOver} onClick={() => choose(title)}>
            {title}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Does one thing at a time, and says where it did not work. */
function useActing(thread: ThreadModel) {
  const isBusy = useSignal(false);
  async function act(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return;
    const { activeElement } = document;
    isBusy.value = true;
    try {
      await work();
      focusFieldAfter(activeElement);
    } catch {
      thread.noteTrouble();
    }
    isBusy.value = false;
  }
  return { isBusy, act };
}

/** A person, while the bot's first answer is awaited. Most come at once: it is shown where that one does not. */
export function WhileAwaited({ thread }: { thread: ThreadModel }) {
  const w = botWords(document.documentElement.lang);
  const { isBusy, act } = useActing(thread);
  const isCalled = useSignal(false);
  if (isCalled.value) return null;

  async function call(): Promise<void> {
    await thread.callPerson();
    isCalled.value = true;
  }

  return (
    <p class="after-bot awaited">
      <button type="button" class="person" aria-disabled={isBusy.value} onClick={() => void act(call)}>
        {w.person}
      </button>
    </p>
  );
}

type AfterProps = BotSaidProps & { isNewest: boolean };

/** Whether an answer helped, while nothing has come after it; and a person, at any time. */
export function AfterTheBot({ message, bot, isNewest, thread }: AfterProps) {
  const w = botWords(document.documentElement.lang);
  const { isBusy, act } = useActing(thread);
  const helped = bot.kind === 'answer' ? bot.helped : null;

  return (
    <fieldset class="after-bot" aria-label={w.ask}>
      {bot.kind === 'answer' && isNewest && helped === null && (
        <>
          <span>{w.ask}</span>
          <button
            type="button"
            aria-disabled={isBusy.value}
            onClick={() => void act(() => thread.sayHelped(message.id, true))}
          >
            {w.yes}
          </button>
          <button
            type="button"
            aria-disabled={isBusy.value}
            onClick={() => void act(() => thread.sayHelped(message.id, false))}
          >
            {w.no}
          </button>
        </>
      )}
      {helped && <span role="status">{w.thanks}</span>}
      {!helped && (
        <button type="button" class="person" aria-disabled={isBusy.value} onClick={() => void act(thread.callPerson)}>
          {w.person}
        </button>
      )}
    </fieldset>
  );
}
