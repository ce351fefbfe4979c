import type { MacroActions } from '@everthread/shared/models/saved-reply';
import type { WritingWords } from '../../locales/en-writing.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

/** What a saved reply does besides, a line each. */
export function saysOf(actions: MacroActions, { roster }: InboxModel, w: WritingWords['macro']): string[] {
  const { addTagIds = [], assigneeId, teamId, priority, snoozeHours, status } = actions;
  const tags = roster.workspace.value?.tags ?? [];
  const tagNames = addTagIds.flatMap((id) => tags.find((tag) => tag.id === id)?.name ?? []);
  return [
    ...(tagNames.length > 0 ? [w.tags(tagNames.join(', '))] : []),
    ...(assigneeId ? [w.assign(nameOf(assigneeId))] : []),
    ...(teamId ? [w.team(teamId === 'none' ? w.nobody : (roster.nameOfTeam(teamId) ?? w.nobody))] : []),
    ...(priority ? [w.priority(w.priorities[priority])] : []),
    ...(snoozeHours ? [w.snooze(snoozeHours)] : status ? [w.status(w.statuses[status])] : []),
  ];

  function nameOf(id: NonNullable<MacroActions['assigneeId']>): string {
    if (id === 'me') return w.me;
    return id === 'nobody' ? w.nobody : (roster.nameOfAgent(id) ?? w.nobody);
  }
}
