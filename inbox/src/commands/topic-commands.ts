import type { Topic } from '@everthread/shared/models/topic';
import { topicDoings } from '../screens/topic/around-the-topic.ts';
import type { Choice, Command, CommandContext } from './command.ts';

type Doings = Awaited<ReturnType<typeof topicDoings>>;
type Acting = CommandContext & { topic: Topic };

const mayAct = ({ topic, inbox }: CommandContext): boolean =>
  topic !== undefined && topic.status !== 'merged' && inbox.roster.mayWrite.peek();

let loaded: Doings | undefined;

/** What comes behind the inbox: at once, if it is here. */
function withDoings<Result>(use: (doings: Doings) => Result): Result | Promise<Result> {
  if (loaded) return use(loaded);
  return topicDoings().then((doings) => {
    loaded = doings;
    return use(doings);
  });
}

/** Does it with the code that comes behind the inbox. */
const doing = (does: (doings: Doings, acting: Acting) => void) => ({
  when: (context: CommandContext) => mayAct(context),
  run: (context: CommandContext) => {
    const { topic } = context;
    if (topic) void withDoings((doings) => does(doings, { ...context, topic }));
  },
});

/** The topics of the thread on the screen. */
const livingTopics = ({ inbox }: CommandContext): readonly Topic[] =>
  inbox.current
    .peek()
    ?.timeline.peek()
    .topics.filter(({ status }) => status !== 'merged') ?? [];

type Choices =
  | 'mergeTargets'
  | 'assignees'
  | 'followers'
  | 'priorities'
  | 'snoozes'
  | 'subjects'
  | 'successors'
  | 'tags'
  | 'teams';

/** Asks with the choices of that name. */
const asking = (name: Choices) => ({
  when: (context: CommandContext) => mayAct(context),
  choices: (context: CommandContext, query: string): readonly Choice[] | Promise<readonly Choice[]> => {
    const { topic } = context;
    return topic ? withDoings((doings) => doings[name]({ ...context, topic }, query)) : [];
  },
});

/** What is done to the topic on the screen. */
export const topicCommands: readonly Command[] = [
  {
    id: 'topic.done',
    group: 'topic',
    words: (t) => t.commands.done,
    also: (t) => t.commands.doneAlso,
    keys: ['e'],
    when: ({ topic }) => topic !== undefined && topic.status !== 'done',
    run: ({ setStatus }) => setStatus('done'),
  },
  {
    id: 'topic.reopen',
    group: 'topic',
    words: (t) => t.commands.reopen,
    keys: ['E'],
    when: ({ topic }) => topic?.status === 'done',
    run: ({ setStatus }) => setStatus('open'),
  },
  {
    id: 'topic.waiting',
    group: 'topic',
    words: (t) => t.commands.markWaiting,
    keys: [],
    ...doing(({ act, workWords }, acting) => void act(acting, { status: 'waiting' }, workWords().markedWaiting)),
  },
  {
    id: 'topic.snooze',
    group: 'topic',
    words: (t) => t.commands.snooze,
    also: (t) => t.commands.snoozeAlso,
    keys: ['s'],
    ...asking('snoozes'),
  },
  { id: 'topic.assign', group: 'topic', words: (t) => t.commands.assign, keys: ['a'], ...asking('assignees') },
  {
    id: 'topic.take',
    group: 'topic',
    words: (t) => t.commands.take,
    keys: ['m'],
    ...doing(({ act, workWords }, acting) => {
      const { assigneeId } = acting.topic;
      const me = acting.inbox.agentId.peek();
      void act(acting, { assigneeId: me, expect: { assigneeId } }, workWords().taken);
    }),
  },
  {
    id: 'topic.hand-over',
    group: 'topic',
    words: (t) => t.commands.handOver,
    keys: ['A'],
    ...asking('successors'),
  },
  { id: 'topic.team', group: 'topic', words: (t) => t.commands.team, keys: ['T'], ...asking('teams') },
  { id: 'topic.priority', group: 'topic', words: (t) => t.commands.priority, keys: ['p'], ...asking('priorities') },
  {
    id: 'topic.tags',
    group: 'topic',
    words: (t) => t.commands.tags,
    also: (t) => t.commands.tagsAlso,
    keys: ['t'],
    ...asking('tags'),
  },
  {
    id: 'topic.merge',
    group: 'topic',
    words: (t) => t.commands.merge,
    keys: [],
    when: (context) => mayAct(context) && livingTopics(context).length > 1,
    choices: asking('mergeTargets').choices,
  },
  { id: 'topic.subject', group: 'topic', words: (t) => t.commands.subject, keys: [], ...asking('subjects') },
  {
    id: 'topic.follow',
    group: 'topic',
    words: (t) => t.commands.follow,
    keys: ['f'],
    ...doing(({ act, workWords }, acting) => {
      const me = acting.inbox.agentId.peek();
      const follows = acting.topic.followerIds.includes(me);
      const w = workWords();
      if (follows) void act(acting, { removeFollowerIds: [me] }, w.notFollowing);
      else void act(acting, { addFollowerIds: [me] }, w.following);
    }),
  },
  { id: 'topic.followers', group: 'topic', words: (t) => t.commands.followers, keys: ['F'], ...asking('followers') },
  {
    id: 'visitor.merge',
    group: 'topic',
    words: (t) => t.commands.mergeVisitors,
    keys: [],
    ...doing((_, acting) => acting.inbox.changes.ask({ name: 'merge-visitors', topic: acting.topic })),
  },
  {
    id: 'topic.visitor',
    group: 'topic',
    words: (t) => t.commands.visitor,
    keys: ['i'],
    when: ({ route }) => route.shown !== undefined,
    run({ route, app: { router } }) {
      const { shown } = route;
      if (shown) router.go({ ...route, shown: { ...shown, pane: shown.pane === 'visitor' ? 'thread' : 'visitor' } });
    },
  },
];
