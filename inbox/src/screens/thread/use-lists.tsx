import { realClock } from '@everthread/shared/client/clock';
import { newUuid } from '@everthread/shared/client/message-id';
import { firstUnfilled } from '@everthread/shared/client/saved-reply-text';
import type { ChangeId } from '@everthread/shared/models/ids';
import type { SavedReply } from '@everthread/shared/models/saved-reply';
import { useId, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import { type Mode, mentionsOf } from '../../models/drafts-model.ts';
import type { Extras } from '../../models/unsent-replies.ts';
import { COMPOSER_ID } from './composer-id.ts';
import { putInSelection } from './put-in.ts';
import type { ListKeys, Picked } from './suggestions.tsx';
import { useThreadScope } from './thread-scope.ts';
import { type Trigger, triggerAt } from './trigger.ts';

const Suggestions = laterPart(async () => (await import('./around-the-waiting.ts')).Suggestions);
const MacroLine = laterPart(async () => (await import('./around-the-waiting.ts')).MacroLine);

const field = () => document.getElementById(COMPOSER_ID) as HTMLTextAreaElement | null;

/**
 * The lists that open while one types: colleagues behind `@` in a note, saved replies behind `/` in a reply. `onEnter`:
 * what Enter does where no list takes it.
 */
export function useLists(mode: Mode, onEnter: () => void) {
  const app = useApp();
  const t = useStrings();
  const { inbox, threadId, thread, drafts } = useThreadScope();
  const [trigger, setTrigger] = useState<Trigger>();
  const [active, setActive] = useState<string>();
  const [used, setUsed] = useState<readonly SavedReply[]>([]);
  const keys = useRef<ListKeys>(null);
  const isEarly = useRef(false);
  const isLost = useRef(false);
  const listId = useId();
  const isOpen = trigger !== undefined && (trigger.sign === '@') === (mode === 'note');
  const macro = used.findLast(({ actions }) => Object.keys(actions).length > 0);

  function pick({ text, mention, savedReply }: Picked): void {
    const element = field();
    if (!element || !trigger) return;
    element.focus();
    element.setSelectionRange(trigger.start, element.selectionStart);
    putInSelection(element, text);
    selectFirstUnfilled(element.value);
    setTrigger(undefined); // what was put in opens no list
    if (mention) drafts.mention(threadId, mode, mention);
    if (savedReply?.text === '' && element.value.trim() === '') doAtOnce(savedReply);
    else if (savedReply) setUsed([...used, savedReply]);
  }

  /** It has no words: what it does is done now. */
  function doAtOnce(reply: SavedReply): void {
    const { topics } = thread.timeline.peek();
    const topic = topics.find(({ id }) => id === inbox.topics.selectedId.peek()) ?? topics.at(-1);
    if (!topic) return;
    inbox.savedReplies.used(reply.id);
    void import('./run-macro.ts').then(({ runMacro }) => runMacro(app, t, inbox, topic, reply.name, reply.actions));
  }

  /** There will be no list: Enter is the field's from now on. The one that was pressed for the list must not send what opens it. */
  function onLost(): void {
    isLost.current = true;
    isEarly.current = false;
  }

  function offerUndo(name: string, changeId: ChangeId): void {
    const where = { undo: app.undo, changes: inbox.changes, thread, clock: realClock };
    void import('./run-macro.ts').then(({ offerMacroUndo }) => offerMacroUndo(where, name, changeId));
  }

  return {
    /** A letter was typed. */
    look(): void {
      const element = field();
      isEarly.current = false;
      setTrigger(element ? triggerAt(element.value, element.selectionStart) : undefined);
    },
    onKey(event: KeyboardEvent): boolean {
      if (!isOpen) return false;
      if (keys.current) return keys.current.onKey(event);
      if (isLost.current) return false;
      // The list is on its way. What Enter chooses is known once it is here.
      isEarly.current = event.key === 'Enter' && !event.shiftKey;
      return isEarly.current;
    },
    /** What goes with these words: who is named in them, what their saved replies do. Begins anew. */
    take(text: string): Pick<Extras, 'mentions' | 'macro'> {
      setTrigger(undefined);
      for (const { id } of used) inbox.savedReplies.used(id);
      setUsed([]);
      const changeId = newUuid((bytes) => crypto.getRandomValues(bytes)) as ChangeId;
      if (macro && mode === 'message') offerUndo(macro.name, changeId);
      return {
        mentions: mentionsOf(drafts, threadId, mode).filter((mention) => text.includes(`@${nameOf(mention)}`)),
        ...(macro && mode === 'message' && { macro: { changeId, actions: macro.actions } }),
      };
    },
    field: isOpen && active ? { 'aria-controls': listId, 'aria-activedescendant': active } : {},
    shown: (
      <>
        {isOpen && (
          <Suggestions
            trigger={trigger}
            listId={listId}
            keys={keys}
            isEarly={isEarly}
            onActive={setActive}
            onPick={pick}
            onEnter={onEnter}
            onClose={() => setTrigger(undefined)}
            onLost={onLost}
          />
        )}
        {macro && mode === 'message' && <MacroLine reply={macro} onDrop={() => setUsed([])} />}
      </>
    ),
  };

  function nameOf(mention: ReturnType<typeof mentionsOf>[number]): string | undefined {
    return mention.kind === 'agent' ? inbox.roster.nameOfAgent(mention.id) : inbox.roster.nameOfTeam(mention.id);
  }
}

/** Leads to what still has to be filled in by hand. */
export function selectFirstUnfilled(text: string): void {
  const open = firstUnfilled(text);
  const element = field();
  if (!open || !element) return;
  element.focus();
  element.setSelectionRange(open.start, open.end);
}
