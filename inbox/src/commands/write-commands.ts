import type { MessageId } from '@everthread/shared/models/ids';
import type { Mode } from '../models/drafts-model.ts';
import { threadScreens } from '../screens/thread/around-the-thread.ts';
import { messageAtHand } from '../screens/thread/message-at-hand.ts';
import type { Command, CommandContext } from './command.ts';

const hasThread = ({ route }: CommandContext) => route.shown !== undefined;

/** What is written in the thread on the screen. */
export const writeCommands: readonly Command[] = [
  {
    id: 'write.reply',
    group: 'write',
    words: (t) => t.commands.reply,
    keys: ['r'],
    when: hasThread,
    run: (context) => write(context, 'message'),
  },
  {
    id: 'write.note',
    group: 'write',
    words: (t) => t.commands.note,
    keys: ['n'],
    when: hasThread,
    run: (context) => write(context, 'note'),
  },
  {
    id: 'write.quote',
    group: 'write',
    words: (t) => t.commands.quote,
    keys: ['q'],
    when: ({ inbox, route }) => {
      const thread = inbox.current.peek();
      return route.shown !== undefined && thread !== undefined && messageAtHand(thread) !== undefined;
    },
    run: quote,
  },
  {
    id: 'write.take-back',
    group: 'write',
    words: (t) => t.commands.takeBack,
    keys: ['Mod+z'],
    inText: true,
    when: (context) => heldReply(context) !== undefined && !isWriting(),
    run: async (context) => {
      const reply = heldReply(context);
      if (reply) (await import('../screens/thread/around-the-waiting.ts')).takeHeldBack(context, reply.id);
    },
  },
  {
    id: 'write.help',
    group: 'write',
    words: (t) => t.commands.writingHelp,
    also: (t) => t.commands.writingHelpAlso,
    keys: ['h'],
    when: hasThread,
    choices: async (context) => (await import('./around-the-choices.ts')).helpChoices(context),
  },
];

/** One's own reply to this thread that is still held, or on its way to be: the latest. */
function heldReply({ inbox, route }: CommandContext) {
  const thread = route.shown ? inbox.current.peek() : undefined;
  if (!thread) return;
  const isToBeHeld = ({ id, state }: { id: MessageId; state: string }) => {
    const { release } = thread.extrasOf(id);
    return state === 'sending' && release !== undefined && 'holdSeconds' in release && release.holdSeconds > 0;
  };
  return (
    thread.timeline.peek().unsent.findLast(isToBeHeld) ??
    thread.waiting.shown
      .peek()
      .findLast(({ isHeld, state, agent }) => isHeld && state === 'waiting' && agent.id === inbox.agentId.peek())
  );
}

/** Where there are words in the field, the key takes those back. */
const isWriting = () => {
  const { activeElement: field } = document;
  return (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value !== '';
};

function write({ inbox, route: { shown }, toComposer }: CommandContext, mode: Mode): void {
  if (!shown) return;
  inbox.drafts.setMode(shown.threadId, mode);
  toComposer();
}

function quote({ inbox, route: { shown }, toComposer }: CommandContext): void {
  const thread = inbox.current.peek();
  const message = thread && messageAtHand(thread);
  if (!shown || !message) return;
  void threadScreens().then(({ quoteMessage }) => quoteMessage(inbox.drafts, shown.threadId, message));
  toComposer();
}
