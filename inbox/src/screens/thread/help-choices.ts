import type { Choice, CommandContext } from '../../commands/command.ts';
import { languageName } from '../../format.ts';
import { enAgentHelp as w } from '../../locales/en-agent-help.ts';
import { draftOf, modeOf } from '../../models/drafts-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { helpOf, translateMessage } from './help-of.ts';
import { helpOpen, type Wish } from './help-open.ts';
import { messageAtHand } from './message-at-hand.ts';

const FIXES = ['friendlier', 'formal', 'shorter', 'longer', 'correct'] as const;

/** What there is to help with the thread on the screen, by name. Of a model nothing, where there is none. */
export async function helpChoices({ app, inbox, route: { shown } }: CommandContext): Promise<Choice[]> {
  const thread = inbox.current.peek();
  if (!thread || !shown) return [];
  const { threadId } = shown;
  await settled(thread);
  const { topics } = thread.timeline.peek();
  const topic = topics.find(({ id }) => id === inbox.topics.selectedId.peek()) ?? topics.at(-1);
  const { model } = helpOf({ app, thread });
  if (topic && model.offer.peek().name !== 'ready') await model.load(topic.id);
  const offer = model.offer.peek();
  const open = (id: string, label: string, ask?: Wish): Choice => ({
    id,
    label,
    run: () => {
      helpOpen.value = { threadId, ...(ask && { ask }) };
    },
  });
  const articles = open('articles', w.articles.title);
  if (offer.name !== 'ready' || !offer.offer.hasModel) return [articles];

  const language = navigator.language.split('@')[0] ?? 'en';
  const mode = modeOf(inbox.drafts, threadId);
  const hasWords = draftOf(inbox.drafts, threadId, mode).trim() !== '';
  const message = messageAtHand(thread);
  return [
    articles,
    ...(mode === 'message' ? [open('draft', w.asks.draft, 'draft')] : []),
    open('summary', w.asks.summary, 'summary'),
    ...(hasWords && mode === 'message'
      ? [open('translate', w.asks.translate(languageName(offer.offer.speaks, language)), 'translate')]
      : []),
    ...(hasWords ? FIXES.map((how) => open(how, w.fixes[how], how)) : []),
    ...(message?.author.kind === 'visitor' && message.text
      ? [{ id: 'read', label: w.asks.readLast, run: () => translateMessage({ app, thread }, message, language) }]
      : []),
  ];
}

/** A hand may be faster than the thread: once it has come, or has not. */
function settled({ state }: ThreadModel): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = state.subscribe((now) => now !== 'loading' && resolve());
  return promise.finally(end);
}
