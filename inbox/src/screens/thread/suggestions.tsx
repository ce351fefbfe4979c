import { fillIn, firstName, type Values } from '@everthread/shared/client/saved-reply-text';
import type { Mention } from '@everthread/shared/models/message';
import type { SavedReply } from '@everthread/shared/models/saved-reply';
import type { RefObject } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWritingWords } from '../../locales/en-writing.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { fit } from '../palette/fuzzy.ts';
import { saysOf } from './macro-words.ts';
import { useThreadScope } from './thread-scope.ts';
import type { Trigger } from './trigger.ts';

/** What was chosen: the words that take the place of what was typed, and what comes with them. */
export type Picked = { text: string; mention?: Mention; savedReply?: SavedReply };
/** The keys that the list takes while the caret stays in the text. True where it took one. */
export type ListKeys = { onKey(event: KeyboardEvent): boolean };

type SuggestionsProps = {
  trigger: Trigger;
  listId: string;
  keys: RefObject<ListKeys | null>;
  /** Whether Enter was pressed before it was known what it chooses. */
  isEarly: { current: boolean };
  onActive: (optionId: string | undefined) => void;
  onPick: (picked: Picked) => void;
  /** Enter, where the list has nothing for it. */
  onEnter: () => void;
  onClose: () => void;
};

type Option = {
  id: string;
  name: string;
  hint: string;
  preview?: string;
  picked: Picked;
  face: 'agent' | 'team' | 'reply';
};

const MOST_SHOWN = 7;

const isPlainEnter = ({ key, shiftKey }: KeyboardEvent) => key === 'Enter' && !shiftKey;

/** What can be put where the caret stands: colleagues and teams behind `@`, saved replies behind `/`. */
export function Suggestions(props: SuggestionsProps) {
  const { trigger, listId, keys, isEarly, onActive, onPick, onEnter, onClose } = props;
  const w = useWritingWords();
  const { inbox } = useThreadScope();
  const options = useOptions(trigger);
  // Of what was typed before, no place is left: the next key finds the first.
  const [reached, setReached] = useState({ query: trigger.query, at: 0 });
  const at = reached.query === trigger.query ? reached.at : 0;
  const list = useRef<HTMLDivElement>(null);
  const chosen = options[Math.min(at, options.length - 1)];
  const isComing = trigger.sign === '/' && !['ready', 'failed'].includes(inbox.savedReplies.state.value);
  const optionId = (id: string) => `${listId}-${id}`;
  useEffect(() => {
    if (trigger.sign === '/') void inbox.savedReplies.load();
  }, [trigger.sign]);
  useLayoutEffect(() => {
    onActive(chosen && optionId(chosen.id));
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    return () => onActive(undefined);
  }, [chosen?.id]);
  const step = (by: number) => setReached({ query: trigger.query, at: (at + by) % options.length });
  useImperativeHandle(keys, () => ({
    onKey(event) {
      if (event.key === 'Escape') onClose();
      else if (!chosen && isComing && isPlainEnter(event)) isEarly.current = true;
      else if (!chosen) return false;
      else if (event.key === 'ArrowDown') step(1);
      else if (event.key === 'ArrowUp') step(options.length - 1);
      else if (isPlainEnter(event) || (event.key === 'Tab' && !event.shiftKey)) onPick(chosen.picked);
      else return false;
      return true;
    },
  }));
  useLayoutEffect(() => {
    if (!isEarly.current || (isComing && !chosen)) return;
    isEarly.current = false;
    if (chosen) onPick(chosen.picked);
    else onEnter();
  });

  const isEmpty = options.length === 0;
  if (isEmpty && (trigger.sign === '@' || trigger.query !== '')) return null;
  return (
    <div class="rise @container absolute inset-x-0 bottom-full z-20 mb-1.5 flex max-h-80 overflow-hidden rounded-large border border-line bg-surface text-ink shadow-float">
      {isEmpty ? (
        <p class="p-3 text-soft">{inbox.savedReplies.state.value === 'loading' ? w.suggest.loading : w.suggest.none}</p>
      ) : (
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={trigger.sign === '@' ? w.suggest.people : w.suggest.replies}
          class="min-w-0 flex-1 overflow-y-auto p-1"
        >
          {options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the keys
            <div
              key={option.id}
              id={optionId(option.id)}
              role="option"
              tabIndex={-1}
              aria-selected={option === chosen}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(option.picked)}
              class={classes(
                'flex cursor-pointer items-center gap-2.5 rounded-medium px-2.5 py-1.5',
                option === chosen ? 'bg-chosen' : 'hover:bg-raised',
              )}
            >
              {option.face === 'agent' ? (
                <Avatar id={option.id} name={option.name} size="small" />
              ) : (
                <Icon name={option.face === 'team' ? 'people' : 'quote'} class="mx-1 text-soft" />
              )}
              <span dir="auto" class="line min-w-0 shrink-0 max-w-2/3 font-medium">
                {option.name}
              </span>
              <span dir="auto" class="line ms-auto min-w-0 text-small text-soft">
                {option.hint}
              </span>
            </div>
          ))}
        </div>
      )}
      {chosen?.preview && (
        <div class="hidden w-2/5 shrink-0 overflow-y-auto border-s border-line p-3 @md:block">
          <p dir="auto" class="whitespace-pre-line text-soft">
            {chosen.preview}
          </p>
        </div>
      )}
    </div>
  );
}

function useOptions({ sign, query }: Trigger): readonly Option[] {
  const { inbox } = useThreadScope();
  const w = useWritingWords();
  const values = useValues();
  const all = sign === '@' ? people() : inbox.savedReplies.all.value.map(asOption);
  return all
    .flatMap((option) => {
      const found = query === '' ? { score: 0 } : fit(query, `${option.name} ${sign === '/' ? option.hint : ''}`);
      return found ? [{ option, score: found.score }] : [];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_SHOWN)
    .map(({ option }) => option);

  function people(): Option[] {
    const agents = [...inbox.roster.agents.value.values()].filter(({ id }) => id !== inbox.agentId.value);
    return [
      ...agents.map(({ id, name }) => person(id, name, { kind: 'agent', id }, 'agent', '')),
      ...[...inbox.roster.teams.value.values()].map(({ id, name, memberIds }) =>
        person(id, name, { kind: 'team', id }, 'team', w.suggest.members(memberIds.length)),
      ),
    ];
  }

  function person(id: string, name: string, mention: Mention, face: 'agent' | 'team', hint: string): Option {
    return { id, name, hint, face, picked: { text: `@${name} `, mention } };
  }

  function asOption(reply: SavedReply): Option {
    const text = fillIn(reply.text, values);
    const does = saysOf(reply.actions, inbox, w.macro);
    const preview = [text, ...does].join('\n');
    const hint = text.split('\n')[0] ?? '';
    return {
      id: reply.id,
      name: reply.name,
      hint: hint || does.join(', '),
      preview,
      face: 'reply',
      picked: { text, savedReply: reply },
    };
  }
}

/** What is known of who talks to whom. */
function useValues(): Values {
  const { inbox, visitor } = useThreadScope();
  const me = inbox.roster.me.value?.name;
  return {
    'visitor.name': visitor.name,
    'visitor.first_name': firstName(visitor.name),
    'visitor.email': visitor.email,
    'agent.name': me,
    'agent.first_name': firstName(me),
    'workspace.name': inbox.roster.workspace.value?.name,
  };
}
