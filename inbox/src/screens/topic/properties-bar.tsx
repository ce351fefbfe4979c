import type { Topic } from '@everthread/shared/models/topic';
import { useApp } from '../../app-context.ts';
import { momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Acting } from './act.ts';
import { assignees, followers, priorities, snoozes, teams } from './choices.tsx';
import { agentName, tagsOf, teamName } from './people.ts';
import { PriorityFace } from './priority-face.tsx';
import { Property } from './property.tsx';
import { SubjectField } from './subject-field.tsx';
import { TagsProperty } from './tags-property.tsx';
import { TopicDialogs } from './topic-dialogs.tsx';
import { TopicMarks } from './topic-marks.tsx';
import { workWords } from './work-words.ts';

/** What is known of a topic's work, each a button that changes it. */
export function PropertiesBar({ inbox, topic }: { inbox: InboxModel; topic: Topic }) {
  const app = useApp();
  const { strings: t, language } = useLocale();
  const w = workWords();
  const { roster } = inbox;
  const acting: Acting = { app, inbox, t, topic };
  const assignee = topic.assigneeId && agentName(roster, topic.assigneeId);
  const team = topic.teamId && teamName(roster, topic.teamId);
  const isFollowed = topic.followerIds.includes(inbox.agentId.value);
  const snooze =
    topic.status !== 'snoozed'
      ? undefined
      : topic.snoozedUntil
        ? w.snoozedUntil(momentName(topic.snoozedUntil, app.now.now.value, language, t.dates))
        : w.snoozedUntilWrites;
  if (!roster.mayWrite.value) return null;
  return (
    <>
      <section
        aria-label={w.bar}
        class="goes-on flex h-10 shrink-0 items-center gap-0.5 border-b border-line ps-2 two:ps-3"
      >
        <Property
          acting={acting}
          label={w.assign}
          value={assignee || w.unassigned}
          keys="A"
          isSet={!!assignee}
          choices={assignees}
        >
          {topic.assigneeId && assignee ? (
            <Avatar id={topic.assigneeId} name={assignee} size="tiny" />
          ) : (
            <Icon name="nobody" />
          )}
          <bdi class="truncate">{assignee || w.unassigned}</bdi>
        </Property>
        {(roster.teams.value.size > 0 || team) && (
          <Property acting={acting} label={w.team} value={team || w.noTeam} isSet={!!team} choices={teams}>
            <Icon name="people" />
            <bdi class="truncate">{team || w.team}</bdi>
          </Property>
        )}
        <Property
          acting={acting}
          label={w.setPriority}
          value={w.priority[topic.priority]}
          keys="P"
          isSet={topic.priority !== 'none'}
          choices={priorities}
        >
          <PriorityFace priority={topic.priority} />
          {topic.priority === 'none' ? w.setPriority : w.priority[topic.priority]}
        </Property>
        <Property
          acting={acting}
          label={w.snooze}
          value={snooze ?? w.notSnoozed}
          keys="S"
          isSet={!!snooze}
          choices={snoozes}
        >
          <Icon name="clock" />
          {snooze ?? w.snooze}
        </Property>
        <TagsProperty acting={acting} has={tagsOf(roster, topic.tagIds)} />
        <Property
          acting={acting}
          label={w.followers(topic.followerIds.length)}
          value={topic.followerIds.map((id) => agentName(roster, id)).join(', ') || w.nobody}
          keys="F"
          isSet={isFollowed}
          choices={followers}
          isMany
        >
          <Icon name="eye" />
          {topic.followerIds.length > 0 && topic.followerIds.length}
        </Property>
        <TopicMarks topic={topic} />
        <SubjectField acting={acting} class="ms-1 w-44 shrink-0 two:hidden" />
      </section>
      <TopicDialogs acting={acting} />
    </>
  );
}
