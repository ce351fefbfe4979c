import { modeOf } from '../models/drafts-model.ts';
import { ATTACH_ID, SEND_LATER_ID } from '../screens/thread/composer-buttons.ts';
import { COMPOSER_ID } from '../screens/thread/composer-id.ts';
import { putInSelection } from '../screens/thread/put-in.ts';
import type { Command, CommandContext } from './command.ts';

/** What stands under the composer, where it can be pressed now. */
function pressable(id: string): HTMLElement | undefined {
  const element = document.getElementById(id);
  return element?.matches(':disabled') ? undefined : (element ?? undefined);
}

const pressing = (id: string) => ({
  when: () => pressable(id) !== undefined,
  run: () => pressable(id)?.click(),
});

/** As if its sign were typed: in a reply, which the next picture shows where a note was. */
function openSavedReplies({ inbox, route: { shown } }: CommandContext): void {
  if (!shown) return;
  const isReply = modeOf(inbox.drafts, shown.threadId) === 'message';
  inbox.drafts.setMode(shown.threadId, 'message');
  if (isReply) typeSign();
  else requestAnimationFrame(typeSign);
}

function typeSign(): void {
  const field = document.getElementById(COMPOSER_ID);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  const { selectionStart, value } = field;
  putInSelection(field, /(?:^|[\s(])$/.test(value.slice(0, selectionStart)) ? '/' : ' /');
}

/** What is put to the words in the composer, and when they go. */
export const composeCommands: readonly Command[] = [
  {
    id: 'write.saved-reply',
    group: 'write',
    words: (t) => t.commands.savedReply,
    also: (t) => t.commands.savedReplyAlso,
    keys: [],
    when: () => document.getElementById(COMPOSER_ID) !== null,
    run: openSavedReplies,
  },
  {
    id: 'write.attach',
    group: 'write',
    words: (t) => t.commands.attach,
    also: (t) => t.commands.attachAlso,
    keys: [],
    ...pressing(ATTACH_ID),
  },
  {
    id: 'write.send-later',
    group: 'write',
    words: (t) => t.commands.sendLater,
    also: (t) => t.commands.sendLaterAlso,
    keys: [],
    ...pressing(SEND_LATER_ID),
  },
];
