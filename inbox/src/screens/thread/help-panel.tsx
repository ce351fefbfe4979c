import type { Fix, HelpAsked } from '@everthread/shared/models/agent-help';
import type { ThreadId } from '@everthread/shared/models/ids';
import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { languageName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useAgentHelpWords } from '../../locales/en-agent-help.ts';
import { type DraftsModel, draftOf, type Mode } from '../../models/drafts-model.ts';
import type { Standing } from '../../models/help-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { COMPOSER_ID } from './composer-id.ts';
import { HelpArticles } from './help-articles.tsx';
import { helpOf } from './help-of.ts';
import { helpOpen } from './help-open.ts';
import { HelpResult } from './help-result.tsx';
import { useThreadScope } from './thread-scope.ts';

const FIXES: readonly Fix[] = ['friendlier', 'formal', 'shorter', 'longer', 'correct'];

type HelpPanelProps = { threadId: ThreadId; drafts: DraftsModel; mode: Mode };

/** What helps who is writing: articles, and what a model drafts, sums up, translates or puts otherwise. All of it is only offered. */
export function HelpPanel({ threadId, drafts, mode }: HelpPanelProps) {
  const app = useApp();
  const { language } = useLocale();
  const w = useAgentHelpWords();
  const { inbox, thread, agentId } = useThreadScope();
  const { model } = helpOf({ app, thread });
  const panel = useRef<HTMLElement>(null);
  const topic = useComputed(() => {
    const { topics } = thread.timeline.value;
    return topics.find(({ id }) => id === inbox.topics.selectedId.value) ?? topics.at(-1);
  }).value;
  // By somebody else: one's own words are known.
  const seq = useComputed(
    () => thread.sent.value.findLast(({ author, kind }) => kind === 'message' && author.id !== agentId)?.seq ?? 0,
  ).value;
  const text = draftOf(drafts, threadId, mode);
  const now: Standing = { seq, text, mode };
  const offer = model.offer.value;
  const wish = helpOpen.value?.ask;
  const speaks = offer.name === 'ready' ? offer.offer.speaks : undefined;

  useEffect(() => {
    if (topic) void model.load(topic.id);
  }, [model, topic?.id, topic?.lastVisitorSeq]);
  useEffect(() => panel.current?.focus(), []);
  useEffect(() => () => model.cancel(), [model]);
  const ask = (asked: HelpAsked) => void model.ask(asked, now);
  const draftIt = () => topic && ask({ do: 'draft', topicId: topic.id });
  const sumUp = () => ask({ do: 'summary', to: language });
  const translate = () => ask({ do: 'translate', text, ...(speaks && { to: speaks }) });
  const fix = (how: Fix) => ask({ do: 'fix', text, how });
  useEffect(() => {
    if (!wish) return;
    helpOpen.value = { threadId };
    if (wish === 'draft') draftIt();
    else if (wish === 'summary') sumUp();
    else if (wish === 'translate') translate();
    else fix(wish);
  }, [wish]);

  function close(): void {
    helpOpen.value = undefined;
    document.getElementById(COMPOSER_ID)?.focus();
  }

  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={w.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
      class="mx-3 mt-2 max-h-[40dvh] overflow-y-auto rounded-medium border border-line bg-surface p-3 text-ink"
    >
      <header class="flex items-center justify-between gap-2">
        <h2 class="font-semibold">{w.title}</h2>
        <Button look="quiet" size="icon" aria-label={w.close} onClick={close}>
          <Icon name="close" />
        </Button>
      </header>
      {offer.name === 'loading' && (
        <p role="status" class="text-soft">
          {w.loading}
        </p>
      )}
      {offer.name === 'failed' && (
        <p role="alert" class="text-danger">
          {w.failed}
        </p>
      )}
      {offer.name === 'ready' && offer.offer.hasModel && (
        <fieldset class="mt-1 flex flex-wrap gap-2">
          <legend class="sr-only">{w.asks.title}</legend>
          {mode === 'message' && (
            <Button size="small" onClick={draftIt}>
              {w.asks.draft}
            </Button>
          )}
          <Button size="small" onClick={sumUp}>
            {w.asks.summary}
          </Button>
          {text.trim() !== '' && mode === 'message' && (
            <Button size="small" onClick={translate}>
              {w.asks.translate(languageName(offer.offer.speaks, language))}
            </Button>
          )}
          {text.trim() !== '' &&
            FIXES.map((how) => (
              <Button key={how} size="small" onClick={() => fix(how)}>
                {w.fixes[how]}
              </Button>
            ))}
        </fieldset>
      )}
      <HelpResult model={model} now={now} threadId={threadId} drafts={drafts} />
      {offer.name === 'ready' && <HelpArticles articles={offer.offer.articles} mode={mode} />}
    </section>
  );
}
