import type { Topic } from '@everthread/shared/models/topic';
import { useApp } from '../../app-context.ts';
import { momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PromiseMark } from '../promises/promise-mark.tsx';
import { TargetMark } from '../targets/target-mark.tsx';
import type { Acting } from './act.ts';
import { assignees, followers, priorities, snoozes, tags, teams } from './choices.tsx';
import { agentName, tagsOf, teamName } from './people.ts';
import { PriorityFace } from './priority-face.tsx';
import { Property } from './property.tsx';
import { faceOf, ratedWords } from './rating-line.tsx';
import { SubjectField } from './subject-field.tsx';
import { TagDot } from './tag-dot.tsx';
import { TopicDialogs } from './topic-dialogs.tsx';
import { workWords } from './work-words.ts';

const TAGS_SHOWN = 2;

/** What is known of a topic's work, each a button that changes it. */
export function PropertiesBar({ inbox, topic }: { inbox: InboxModel; topic: Topic }) {
  const app = useApp();
  const { strings: t, language } = useLocale();
  const w = workWords();
  const { roster } = inbox;
  const acting: Acting = { app, inbox, t, topic };
  const has = tagsOf(roster, topic.tagIds);
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
        <Property
          acting={acting}
          label={w.tags}
          value={has.map(({ name }) => name).join(', ') || w.noTags}
          keys="T"
          isSet={has.length > 0}
          choices={tags}
          isMany
          placeholder={w.addTag}
        >
          {has.length === 0 && (
            <>
              <Icon name="plus" /> {w.tags}
            </>
          )}
          {has.slice(0, TAGS_SHOWN).map(({ id, name, color }) => (
            <span key={id} class="flex min-w-0 items-center gap-1 rounded-full border border-line px-2 py-0.5">
              <TagDot color={color} />
              <bdi class="truncate">{name}</bdi>
            </span>
          ))}
          {has.length > TAGS_SHOWN && <span class="text-soft">+{has.length - TAGS_SHOWN}</span>}
        </Property>
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
        {topic.promise && (
          <span class="flex h-7 shrink-0 items-center px-2">
            <PromiseMark promise={topic.promise} />
          </span>
        )}
        {topic.target && (
          <span class="flex h-7 shrink-0 items-center px-2">
            <TargetMark target={topic.target} isShort />
          </span>
        )}
        {topic.rating?.score && (
          <span
            class="flex h-7 shrink-0 items-center gap-1.5 px-2 text-small"
            title={ratedWords(topic.rating.score, w)}
          >
            <span class="sr-only">{ratedWords(topic.rating.score, w)}</span>
            <span aria-hidden="true">{faceOf(topic.rating.score)}</span>
          </span>
        )}
        <SubjectField acting={acting} class="ms-1 w-44 shrink-0 two:hidden" />
      </section>
      <TopicDialogs acting={acting} />
    </>
  );
}
