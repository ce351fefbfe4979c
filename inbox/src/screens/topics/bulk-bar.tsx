import { useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { type Acting, act } from '../topic/act.ts';
import { assignees, type Choices, priorities, snoozes, tags, teams } from '../topic/choices.tsx';
import { Picker } from '../topic/picker.tsx';
import { bulkWords } from './bulk-words.ts';
import { commonTopic } from './selected-topic.ts';

type Doing = { name: 'assign' | 'team' | 'tags' | 'priority' | 'snooze'; icon: IconName; choices: Choices };
const DOINGS: readonly Doing[] = [
  { name: 'assign', icon: 'person', choices: assignees },
  { name: 'team', icon: 'people', choices: teams },
  { name: 'tags', icon: 'tag', choices: tags },
  { name: 'priority', icon: 'bars', choices: priorities },
  { name: 'snooze', icon: 'clock', choices: snoozes },
];

/** What can be done to all topics that are chosen. */
export function BulkBar({ inbox }: { inbox: InboxModel }) {
  const app = useApp();
  const { strings: t, language } = useLocale();
  const said = useThreadWords();
  const w = bulkWords();
  const { selection } = inbox;
  const chosen = selection.topics.value;
  const topic = commonTopic(chosen);
  const progress = selection.progress.value;
  if (!topic) return null;
  const acting: Acting = { app, inbox, t, topic };
  const isAllDone = chosen.every(({ status }) => status === 'done');
  const number = (count: number) => count.toLocaleString(language);

  return (
    <section
      aria-label={w.region}
      class="rise relative m-2 overflow-hidden rounded-large border border-line bg-surface p-1.5 shadow-float"
    >
      <div class="flex items-center gap-2 ps-2 pb-1 text-small">
        <span role="status" class="font-medium tabular-nums">
          {progress ? w.progress(number(progress.done), number(progress.total)) : w.chosen(number(chosen.length))}
        </span>
        <button
          type="button"
          class="text-accent hover:underline disabled:text-faint"
          disabled={selection.isGathering.value}
          onClick={() => void selection.all()}
        >
          {selection.isGathering.value ? w.gathering : w.all}
        </button>
        <button type="button" aria-label={w.none} title={w.none} class={`${small} ms-auto`} onClick={selection.clear}>
          <Icon name="close" class="size-3.5" />
        </button>
      </div>
      <div class="flex items-center gap-0.5">
        {DOINGS.map((doing) => (
          <DoingButton key={doing.name} doing={doing} label={w[doing.name]} acting={acting} isBusy={!!progress} />
        ))}
        <button
          type="button"
          disabled={!!progress}
          class="ms-auto inline-flex h-8 items-center gap-1.5 rounded-medium bg-accent px-3 font-medium text-on-accent hover:bg-accent-strong disabled:opacity-50"
          onClick={() =>
            void act(
              acting,
              { status: isAllDone ? 'open' : 'done' },
              isAllDone ? t.thread.reopened : t.thread.markedDone,
            )
          }
        >
          <Icon name={isAllDone ? 'reopen' : 'check'} />
          {isAllDone ? said.thread.reopen : said.thread.done}
        </button>
      </div>
      {progress && (
        <div class="absolute inset-x-0 bottom-0 h-0.5 bg-raised">
          <div class="h-full bg-accent" style={{ inlineSize: `${(100 * progress.done) / progress.total}%` }} />
        </div>
      )}
    </section>
  );
}

const small = 'inline-flex size-7 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink';

type DoingButtonProps = { doing: Doing; label: string; acting: Acting; isBusy: boolean };

function DoingButton({ doing, label, acting, isBusy }: DoingButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        disabled={isBusy}
        class="inline-flex size-8 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink disabled:opacity-50"
        onClick={() => setOpen(true)}
      >
        <Icon name={doing.icon} />
      </button>
      {isOpen && (
        <Picker
          label={label}
          anchor={anchor}
          choices={(typed) => doing.choices(acting, typed)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
