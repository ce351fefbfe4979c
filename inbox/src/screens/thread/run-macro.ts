import type { MacroActions } from '@everthread/shared/models/saved-reply';
import type { Topic } from '@everthread/shared/models/topic';
import type { App } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import type { Strings } from '../../locales/en.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { before, type Wanted } from '../../models/topic-changes.ts';

export { offerMacroUndo } from './offer-macro-undo.ts';

/** Does what a saved reply without words is for: at once, and taken back in one go. */
export async function runMacro(
  app: App,
  t: Strings,
  inbox: InboxModel,
  topic: Topic,
  name: string,
  actions: MacroActions,
): Promise<void> {
  const wanted = wantedBy(actions, inbox, Date.now());
  const back = before(topic, wanted);
  const nth = app.undo.begin();
  try {
    const changeId = await inbox.changes.make(topic, wanted);
    if (changeId) app.undo.offer({ label: name, undo: () => inbox.changes.undo(topic.id, changeId, back), nth });
  } catch (error) {
    app.toasts.show({ tone: 'trouble', text: `${name}: ${errorWords(error, t)}` });
  } finally {
    app.undo.end(nth);
  }
}

/** What is to become of the topic. */
function wantedBy(actions: MacroActions, inbox: Pick<InboxModel, 'agentId'>, now: number): Wanted {
  const { addTagIds, assigneeId, teamId, priority, snoozeHours, status } = actions;
  return {
    ...(addTagIds && { addTagIds }),
    ...(assigneeId && {
      assigneeId: assigneeId === 'me' ? inbox.agentId.peek() : assigneeId === 'nobody' ? null : assigneeId,
    }),
    ...(teamId && { teamId: teamId === 'none' ? null : teamId }),
    ...(priority && { priority }),
    ...(snoozeHours
      ? { status: 'snoozed' as const, snoozedUntil: new Date(now + snoozeHours * 3_600_000).toISOString() }
      : status && { status }),
  };
}
