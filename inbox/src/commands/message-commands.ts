import type { TeamMessage } from '@everthread/shared/models/message';
import type { ThreadModel } from '../models/thread-model.ts';
import { pathOf } from '../routes.ts';
import { copyFromThread } from '../screens/thread/copy-from-thread.ts';
import { isOwnMessage, mayChangeMessage, topicToPart } from '../screens/thread/may-change-message.ts';
import { messageAtHand } from '../screens/thread/message-at-hand.ts';
import { topicDoings } from '../screens/topic/around-the-topic.ts';
import type { Command, CommandContext } from './command.ts';

type At = { thread: ThreadModel; message: TeamMessage };

/** Of the thread on the screen the message that is meant. */
function at({ inbox, route }: CommandContext): At | undefined {
  const thread = route.shown && inbox.current.peek();
  const message = thread && messageAtHand(thread);
  return message && { thread, message };
}

/** One's own message that is meant: the one that the hand is at, else the last. Nothing where it stays as it is. */
function own({ inbox, route }: CommandContext): At | undefined {
  const me = inbox.agentId.peek();
  const thread = route.shown && inbox.current.peek();
  const mine = thread?.sent.peek().filter((message) => isOwnMessage(message, me)) ?? [];
  const message = mine.find(({ id }) => id === thread?.chosenId.peek()) ?? mine.at(-1);
  return thread && message && mayChangeMessage(message, me) ? { thread, message } : undefined;
}

/** Where the message may leave its topic, that topic. */
function parting(context: CommandContext) {
  const found = context.inbox.roster.mayWrite.peek() ? at(context) : undefined;
  const topic = found && topicToPart(found.message, found.thread);
  return topic && { ...found, topic };
}

/** What is done with one message of the thread. */
export const messageCommands: readonly Command[] = [
  {
    id: 'message.copy',
    group: 'write',
    words: (t) => t.commands.copyMessage,
    keys: [],
    when: (context) => !!at(context)?.message.text,
    run(context) {
      const found = at(context);
      if (found) void copyFromThread(found.message.text, context.app);
    },
  },
  {
    id: 'message.link',
    group: 'write',
    words: (t) => t.commands.linkToMessage,
    keys: [],
    when: (context) => at(context) !== undefined,
    run(context) {
      const found = at(context);
      if (!found) return;
      const { threadId, topicId, id: messageId } = found.message;
      const shown = { threadId, topicId, pane: 'thread', messageId } as const;
      void copyFromThread(location.origin + pathOf({ ...context.route, shown }), context.app);
    },
  },
  {
    id: 'message.split',
    group: 'topic',
    words: (t) => t.commands.splitAtMessage,
    also: (t) => t.commands.splitAlso,
    keys: [],
    when(context) {
      const found = parting(context);
      return found !== undefined && found.message.seq > found.topic.firstSeq;
    },
    run(context) {
      const found = parting(context);
      if (!found) return;
      const acting = { ...context, topic: found.topic };
      void topicDoings().then(({ splitAt }) => splitAt(acting, found.message.id));
    },
  },
  {
    id: 'message.move',
    group: 'topic',
    words: (t) => t.commands.moveMessage,
    keys: [],
    when: (context) => parting(context) !== undefined,
    run(context) {
      const found = parting(context);
      if (found) context.inbox.changes.ask({ name: 'move', topic: found.topic, messageId: found.message.id });
    },
  },
  {
    id: 'message.edit',
    group: 'write',
    words: (t) => t.commands.editMessage,
    keys: [],
    when: (context) => !!own(context)?.message.text,
    run(context) {
      const found = own(context);
      if (found) found.thread.editedId.value = found.message.id;
    },
  },
  {
    id: 'message.delete',
    group: 'write',
    words: (t) => t.commands.deleteMessage,
    keys: [],
    when: (context) => own(context) !== undefined,
    run(context) {
      const found = own(context);
      if (found) found.thread.deletingId.value = found.message.id;
    },
  },
];
