import type { AgentId, TagId } from '@everthread/shared/models/ids';
import type { Priority } from '@everthread/shared/models/topic';
import type { ComponentChildren } from 'preact';
import type { Choice } from '../../commands/command.ts';
import { momentName } from '../../format.ts';
import { newId } from '../../new-id.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type Acting, act, refuse } from './act.ts';
import { PriorityFace } from './priority-face.tsx';
import { snoozeTimes } from './snooze-times.ts';
import { nextTagColor } from './tag-colors.ts';
import { TagDot } from './tag-dot.tsx';
import { workWords } from './work-words.ts';

/** A choice with the picture that goes before it. */
export type FacedChoice = Choice & { face?: ComponentChildren };
/** Which choices there are for a topic. `query`: what was typed so far. */
export type Choices = (acting: Acting, query: string) => readonly FacedChoice[];

const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];

/** Agents who can be given topics: oneself first. */
function agents({ inbox }: Acting) {
  const me = inbox.agentId.peek();
  const all = [...inbox.roster.agents.value.values()].filter(({ role }) => role !== 'viewer');
  return all.toSorted((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name));
}

/** To whom it can be given. `give` does it. */
function people(acting: Acting, give: (id: AgentId, name: string) => void): FacedChoice[] {
  const w = workWords();
  const me = acting.inbox.agentId.peek();
  return agents(acting).map(({ id, name, isAway }) => ({
    id,
    label: id === me ? w.you(name) : name,
    hint: isAway ? w.away : undefined,
    isChosen: acting.topic.assigneeId === id,
    face: <Avatar id={id} name={name} size="tiny" />,
    run: () => give(id, name),
  }));
}

export const assignees: Choices = (acting) => {
  const w = workWords();
  return [
    ...people(acting, (id, name) => {
      const isMe = id === acting.inbox.agentId.peek();
      void act(acting, { assigneeId: id }, isMe ? w.taken : w.assigned(name));
    }),
    {
      id: 'nobody',
      label: w.nobody,
      isChosen: acting.topic.assigneeId === null,
      face: <Icon name="nobody" class="mx-0.5 text-faint" />,
      run: () => void act(acting, { assigneeId: null }, w.unassignedNow),
    },
  ];
};

export const teams: Choices = (acting) => {
  const w = workWords();
  const { topic, inbox } = acting;
  return [
    ...[...inbox.roster.teams.value.values()].map(({ id, name }) => ({
      id,
      label: name,
      isChosen: topic.teamId === id,
      face: <Icon name="people" class="mx-0.5 text-soft" />,
      run: () => void act(acting, { teamId: id }, w.givenTo(name)),
    })),
    {
      id: 'none',
      label: w.noTeam,
      isChosen: topic.teamId === null,
      face: <Icon name="nobody" class="mx-0.5 text-faint" />,
      run: () => void act(acting, { teamId: null }, w.noTeamNow),
    },
  ];
};

export const priorities: Choices = (acting) => {
  const w = workWords();
  return PRIORITIES.map((priority) => ({
    id: priority,
    label: w.priority[priority],
    isChosen: acting.topic.priority === priority,
    face: <PriorityFace priority={priority} />,
    run: () => void act(acting, { priority }, w.prioritySet(w.priority[priority])),
  }));
};

export const tags: Choices = (acting, query) => {
  const w = workWords();
  const { topic, inbox } = acting;
  const known = inbox.roster.workspace.value?.tags ?? [];
  const name = query.trim().slice(0, 40).toWellFormed();
  const isNew = name !== '' && !known.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return [
    ...known.map((tag) => {
      const has = topic.tagIds.includes(tag.id);
      return {
        id: tag.id,
        label: tag.name,
        isChosen: has,
        face: <TagDot color={tag.color} />,
        run: () =>
          void act(
            acting,
            has ? { removeTagIds: [tag.id] } : { addTagIds: [tag.id] },
            has ? w.tagTaken(tag.name) : w.tagAdded(tag.name),
          ),
      };
    }),
    ...(isNew
      ? [
          {
            id: 'new',
            label: w.newTag(name),
            fitsAlways: true,
            face: <Icon name="plus" class="text-soft" />,
            run: () => void makeTag(acting, name),
          },
        ]
      : []),
  ];
};

async function makeTag(acting: Acting, name: string): Promise<void> {
  const { inbox } = acting;
  const id = newId() as TagId;
  const color = nextTagColor(inbox.roster.workspace.peek()?.tags ?? []);
  try {
    await inbox.changes.makeTag({ id, name, color });
    await act(acting, { addTagIds: [id] }, workWords().tagAdded(name));
  } catch (error) {
    refuse(acting, error, () => void makeTag(acting, name));
  }
}

export const followers: Choices = (acting) => {
  const w = workWords();
  const { topic, inbox } = acting;
  const me = inbox.agentId.peek();
  return agents(acting).map(({ id, name }) => {
    const follows = topic.followerIds.includes(id);
    const said =
      id === me ? (follows ? w.notFollowing : w.following) : follows ? w.notFollowedBy(name) : w.followedBy(name);
    return {
      id,
      label: id === me ? w.you(name) : name,
      isChosen: follows,
      face: <Avatar id={id} name={name} size="tiny" />,
      run: () => void act(acting, follows ? { removeFollowerIds: [id] } : { addFollowerIds: [id] }, said),
    };
  });
};

export const snoozes: Choices = (acting) => {
  const w = workWords();
  const { inbox, topic } = acting;
  const isSnoozed = topic.status === 'snoozed';
  const now = new Date();
  const clock = <Icon name="clock" class="text-soft" />;
  return [
    ...(isSnoozed
      ? [{ id: 'wake', label: w.unsnooze, face: clock, run: () => void act(acting, { status: 'open' }, w.unsnoozed) }]
      : []),
    ...snoozeTimes(now).map(({ name, at }) => {
      const when = momentName(at.toISOString(), now.getTime(), document.documentElement.lang, acting.t.dates);
      return {
        id: name,
        label: w[name],
        hint: when,
        face: clock,
        run: () => void act(acting, { status: 'snoozed', snoozedUntil: at.toISOString() }, w.snoozed(when)),
      };
    }),
    {
      id: 'writes',
      label: w.snoozedUntilWrites,
      isChosen: isSnoozed && topic.snoozedUntil === null,
      face: clock,
      run: () => void act(acting, { status: 'snoozed' }, w.snoozedWrites),
    },
    { id: 'pick', label: w.pickTime, face: clock, run: () => inbox.changes.ask({ name: 'snooze-time', topic }) },
  ];
};

export const subjects: Choices = (acting, query) => {
  const w = workWords();
  const subject = query.trim().slice(0, 200).toWellFormed();
  const { topic } = acting;
  return [
    ...(subject
      ? [
          {
            id: 'set',
            label: w.setSubject(subject),
            fitsAlways: true,
            run: () => void act(acting, { subject }, w.subjectSet),
          },
        ]
      : []),
    ...(topic.subject
      ? [
          {
            id: 'none',
            label: w.noSubject,
            fitsAlways: true,
            run: () => void act(acting, { subject: null }, w.subjectGone),
          },
        ]
      : []),
  ];
};

/** To whom it can be handed over; the note is asked for next. */
export const successors: Choices = (acting) =>
  people(acting, (assigneeId) =>
    acting.inbox.changes.ask({ name: 'hand-over', topic: acting.topic, assigneeId }),
  ).filter(({ id }) => id !== acting.inbox.agentId.peek());
