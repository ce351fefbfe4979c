import type { HelpTrouble } from '@everthread/shared/models/agent-help';
import type { ThreadId } from '@everthread/shared/models/ids';
import type { ComponentChildren } from 'preact';
import { useApp } from '../../app-context.ts';
import { languageName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { type AgentHelpWords, useAgentHelpWords } from '../../locales/en-agent-help.ts';
import { type DraftsModel, draftOf, type Mode } from '../../models/drafts-model.ts';
import {
  type Done,
  type HelpModel,
  type HelpState,
  isBehind,
  modeFor,
  placeFor,
  type Standing,
} from '../../models/help-model.ts';
import { Button } from '../../ui/button.tsx';
import { setOriginal } from './help-open.ts';
import { putIn } from './put-in.ts';
import { RichText } from './rich-text.tsx';

type HelpResultProps = { model: HelpModel; now: Standing; threadId: ThreadId; drafts: DraftsModel };
type Written = Extract<HelpState, { name: 'done' }>;

/** What was asked for, while it is written and once it is whole, to be used or let go of. */
export function HelpResult({ model, now, threadId, drafts }: HelpResultProps) {
  const w = useAgentHelpWords();
  const { language } = useLocale();
  const { undo } = useApp();
  const state = model.state.value;
  if (state.name === 'idle') return null;

  const standingIn = (mode: Mode): Standing => ({ ...now, mode, text: draftOf(drafts, threadId, mode) });
  const there = standingIn(state.asked.do === 'summary' ? now.mode : state.from.mode);

  const again = () =>
    void model.ask(
      'text' in state.asked ? { ...state.asked, text: there.text.trim() || state.asked.text } : state.asked,
      there,
    );

  /** Into what it was asked for, where a person reads and sends it; or, as a summary, into a note. */
  function use(written: Written): void {
    const { asked, done, from } = written;
    const kind = modeFor(written);
    const words = () => drafts.texts.peek().get(`${threadId} ${kind}`) ?? '';
    const before = words();
    if (kind === now.mode) putIn(done.text, placeFor(written, now));
    else {
      // The field does not have that one's words until it is drawn again.
      drafts.write(threadId, kind, before.trim() === '' ? done.text : `${before}\n\n${done.text}`);
      drafts.setMode(threadId, kind);
    }
    const after = words();
    if (asked.do === 'translate') {
      const note = w.original.note(languageName(done.to ?? '', language), from.text);
      setOriginal(threadId, { own: from.text, note, noteAhead: w.original.noteAhead(note) });
    }
    undo.offer({
      label: w.result.putIn,
      undo: async () => {
        if (words() === after) drafts.write(threadId, kind, before);
      },
    });
    model.cancel();
  }

  return (
    <section aria-label={w.result.region} class="mt-3 rounded-medium bg-raised p-3">
      <p role="status" class="sr-only">
        {state.name === 'writing' ? w.result.writing : state.name === 'done' ? w.result.written : ''}
      </p>
      {state.name === 'writing' && (
        <>
          <p dir="auto" aria-busy="true" class="typed">
            {state.text || w.result.writing}
          </p>
          <Buttons>
            <Button size="small" onClick={() => model.cancel()}>
              {w.result.cancel}
            </Button>
          </Buttons>
        </>
      )}
      {state.name === 'trouble' && (
        <>
          <p role="alert" class="text-danger">
            {troubleWords(state.trouble, w)}
          </p>
          <Buttons>
            <Button size="small" onClick={again}>
              {w.result.again}
            </Button>
            <Button size="small" onClick={() => model.cancel()}>
              {w.result.discard}
            </Button>
          </Buttons>
        </>
      )}
      {state.name === 'done' && (
        <>
          <RichText text={state.done.text} hasLinks={false} />
          <Quotes done={state.done} />
          <Hints written={state} now={there} />
          <Buttons>
            <Button size="small" look="primary" onClick={() => use(state)}>
              {useWords(state, now, w)}
            </Button>
            <Button size="small" onClick={again}>
              {w.result.again}
            </Button>
            <Button size="small" onClick={() => model.cancel()}>
              {w.result.discard}
            </Button>
          </Buttons>
        </>
      )}
    </section>
  );
}

const Buttons = ({ children }: { children: ComponentChildren }) => (
  <div class="mt-2 flex flex-wrap gap-2">{children}</div>
);

function useWords(written: Written, now: Standing, { result }: AgentHelpWords): string {
  const mode = modeFor(written);
  const place = placeFor(written, now);
  if (mode === now.mode && place !== 'at-caret') return result[place];
  return mode === 'note' ? result.note : result.add;
}

function Quotes({ done: { sentences = [] } }: { done: Done }) {
  const w = useAgentHelpWords();
  if (sentences.length === 0) return null;
  return (
    <details class="mt-2 text-small">
      <summary class="font-medium">{w.result.quotes}</summary>
      <ol class="list-decimal ps-6">
        {sentences.map(({ text, quote }) => (
          <li key={text}>
            <div dir="auto">
              {w.result.from(quote.title)}
              {quote.heading && ` › ${quote.heading}`}
              <q class="block border-s-2 border-strong-line ps-2">{quote.text}</q>
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What one should look at before one uses it. */
function Hints({ written, now }: { written: Written; now: Standing }) {
  const { result } = useAgentHelpWords();
  const { left = 0, doubts = [], text } = written.done;
  const hints = [
    isBehind(written, now) && result.behind,
    placeFor(written, now) === 'below' && result.changed,
    left > 0 && result.left(left),
    doubts.length > 0 && result.doubts(doubts.join(', ')),
    text.includes('[hidden]') && result.hidden,
    text.includes('[link removed]') && result.unlinked,
  ].filter((hint) => hint !== false);
  return (
    <>
      {hints.map((hint) => (
        <p key={hint} role="note" class="mt-1 text-small font-medium text-danger">
          {hint}
        </p>
      ))}
    </>
  );
}

const troubleWords = (trouble: HelpTrouble | 'offline' | { says: string }, { troubles }: AgentHelpWords): string =>
  typeof trouble === 'string' ? troubles[trouble] : trouble.says;
