import type { AgentId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { MacroActions } from '@everthread/shared/models/saved-reply';
import type { Priority } from '@everthread/shared/models/topic';
import type { ComponentChildren } from 'preact';
import { useWritingWords } from '../../locales/en-writing.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { type ActionsChange, changed, turnFrom, turnOf } from './macro-actions.ts';

const PRIORITIES: readonly Priority[] = ['none', 'low', 'medium', 'high', 'urgent'];
const SNOOZES = [1, 4, 24, 72, 168];
const STATUSES = ['open', 'waiting', 'done'] as const;

type MacroFieldsProps = { roster: RosterModel; actions: MacroActions; onChange: (actions: MacroActions) => void };

/** What a saved reply does to the topic as it goes: whose it becomes, how urgent, its tags, and what happens to it then. */
export function MacroFields({ roster, actions, onChange }: MacroFieldsProps) {
  const w = useWritingWords();
  const set = (change: ActionsChange) => onChange(changed(actions, change));
  const tagIds = actions.addTagIds ?? [];
  return (
    <fieldset class="flex min-w-0 flex-col gap-3 rounded-medium border border-line p-3">
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
      <Choice label={w.saved.afterwards} value={turnOf(actions)} onChoose={(value) => set(turnFrom(value))}>
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
        <div class="-m-1 grid max-h-44 two:grid-cols-2 gap-x-4 gap-y-2 overflow-y-auto p-1">
          {roster.workspace.value?.tags.map((tag) => (
            <label key={tag.id} class="flex min-w-0 items-center gap-2">
              <input
                type="checkbox"
                checked={tagIds.includes(tag.id)}
                onChange={() => set({ addTagIds: toggled(tagIds, tag.id) })}
                class="size-4 shrink-0 accent-accent"
              />
              <bdi class="truncate">{tag.name}</bdi>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

const toggled = (ids: readonly TagId[], id: TagId): TagId[] =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];

type ChoiceProps = { label: string; value: string; onChoose: (value: string) => void; children: ComponentChildren };

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  return (
    <label class="flex flex-wrap items-center gap-2">
      <span class="w-24 text-soft">{label}</span>
      <select
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
        class="min-w-0 flex-1 rounded-medium border border-strong-line bg-surface px-2.5 py-2"
      >
        {children}
      </select>
    </label>
  );
}
