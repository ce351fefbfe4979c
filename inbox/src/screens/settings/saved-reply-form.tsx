import type { AgentId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { MacroActions, NewSavedReply, SavedReply } from '@everthread/shared/models/saved-reply';
import type { Priority } from '@everthread/shared/models/topic';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useWritingWords } from '../../locales/en-writing.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';

type Content = Omit<NewSavedReply, 'id'>;
type SavedReplyFormProps = {
  inbox: InboxModel;
  reply: SavedReply | undefined;
  onSave: (content: Content) => Promise<void>;
  onClose: () => void;
};

const PRIORITIES: readonly Priority[] = ['none', 'low', 'medium', 'high', 'urgent'];
const SNOOZES = [1, 4, 24, 72, 168];
const STATUSES = ['open', 'waiting', 'done'] as const;
const field = 'rounded-medium border border-strong-line bg-surface px-2.5 py-2';

/** A saved reply: its name, its words, whose it is, and what it does besides. */
export function SavedReplyForm({ inbox, reply, onSave, onClose }: SavedReplyFormProps) {
  const t = useStrings();
  const w = useWritingWords();
  const { roster } = inbox;
  const [name, setName] = useState(reply?.name ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [isPrivate, setPrivate] = useState(reply ? reply.ownerId !== null : false);
  const [actions, setActions] = useState<MacroActions>(reply?.actions ?? {});
  const [trouble, setTrouble] = useState<string>();
  const isWhole = name.trim() !== '' && (text.trim() !== '' || Object.keys(actions).length > 0);

  /** An action left out is one not done. */
  function set(change: Partial<{ [Key in keyof MacroActions]: MacroActions[Key] | undefined }>): void {
    const next = Object.entries({ ...actions, ...change }).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    );
    setActions(Object.fromEntries(next) as MacroActions);
  }

  const submit = useOneAtATime(async () => {
    if (!isWhole) return;
    try {
      await onSave({ name: name.trim(), text: text.trim(), isPrivate, actions });
      onClose();
    } catch (error) {
      setTrouble(errorWords(error, t));
    }
  });

  const tagIds = actions.addTagIds ?? [];
  const turn = actions.snoozeHours ? `snooze ${actions.snoozeHours}` : (actions.status ?? '');
  return (
    <Dialog title={reply ? w.saved.edit : w.saved.create} closeLabel={t.close} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        class="flex flex-col gap-4"
      >
        <label class="flex flex-col gap-1.5">
          <span class="font-medium">{w.saved.name}</span>
          <input
            required
            dir="auto"
            maxLength={80}
            value={name}
            onInput={(e) => setName(e.currentTarget.value)}
            class={field}
          />
        </label>
        <label class="flex flex-col gap-1.5">
          <span class="font-medium">{w.saved.text}</span>
          <textarea
            dir="auto"
            rows={5}
            maxLength={10_000}
            value={text}
            onInput={(e) => setText(e.currentTarget.value)}
            class={field}
          />
        </label>
        <label class="flex items-center gap-2">
          <input
            type="checkbox"
            checked={isPrivate}
            onChange={(e) => setPrivate(e.currentTarget.checked)}
            class="size-4 accent-accent"
          />
          {w.saved.onlyMe}
        </label>
        <fieldset class="flex flex-col gap-3 rounded-medium border border-line p-3">
          <legend class="px-1 font-medium">{w.saved.does}</legend>
          <Choice
            label={w.saved.assign}
            value={actions.assigneeId ?? ''}
            onChoose={(value) => set({ assigneeId: (value || undefined) as AgentId | 'me' | 'nobody' | undefined })}
          >
            <option value="">{w.saved.asItIs}</option>
            <option value="me">{w.saved.whoSends}</option>
            <option value="nobody">{w.macro.nobody}</option>
            {[...roster.agents.value.values()].map((agent) => (
              <option key={agent.id} value={agent.id}>
                {agent.name}
              </option>
            ))}
          </Choice>
          {roster.teams.value.size > 0 && (
            <Choice
              label={w.saved.team}
              value={actions.teamId ?? ''}
              onChoose={(value) => set({ teamId: (value || undefined) as TeamId | 'none' | undefined })}
            >
              <option value="">{w.saved.asItIs}</option>
              <option value="none">{w.macro.nobody}</option>
              {[...roster.teams.value.values()].map((team) => (
                <option key={team.id} value={team.id}>
                  {team.name}
                </option>
              ))}
            </Choice>
          )}
          <Choice
            label={w.saved.priority}
            value={actions.priority ?? ''}
            onChoose={(value) => set({ priority: (value || undefined) as Priority | undefined })}
          >
            <option value="">{w.saved.asItIs}</option>
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {w.macro.priorities[priority]}
              </option>
            ))}
          </Choice>
          <Choice
            label={w.saved.afterwards}
            value={turn}
            onChoose={(value) => {
              const hours = value.startsWith('snooze ') ? Number(value.slice(7)) : undefined;
              const status = hours || value === '' ? undefined : (value as 'open' | 'waiting' | 'done');
              set({ snoozeHours: hours, status });
            }}
          >
            <option value="">{w.saved.asItIs}</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {w.macro.status(w.macro.statuses[status])}
              </option>
            ))}
            {SNOOZES.map((hours) => (
              <option key={hours} value={`snooze ${hours}`}>
                {w.macro.snooze(hours)}
              </option>
            ))}
          </Choice>
          {(roster.workspace.value?.tags ?? []).length > 0 && (
            <div class="flex flex-wrap gap-x-4 gap-y-2">
              {roster.workspace.value?.tags.map((tag) => (
                <label key={tag.id} class="flex items-center gap-2">
                  <input
                    type="checkbox"
                    checked={tagIds.includes(tag.id)}
                    onChange={() => set({ addTagIds: toggled(tagIds, tag.id) })}
                    class="size-4 accent-accent"
                  />
                  <bdi>{tag.name}</bdi>
                </label>
              ))}
            </div>
          )}
        </fieldset>
        {trouble && <p class="text-danger">{trouble}</p>}
        <div class="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isWhole}>
            {t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const toggled = (ids: readonly TagId[], id: TagId): TagId[] =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];

type ChoiceProps = { label: string; value: string; onChoose: (value: string) => void; children: ComponentChildren };

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  return (
    <label class="flex flex-wrap items-center gap-2">
      <span class="w-24 text-soft">{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)} class={`${field} min-w-0 flex-1`}>
        {children}
      </select>
    </label>
  );
}
