import type { TeamMessage } from '@everthread/shared/models/message';
import type { Knock } from '@everthread/shared/models/way-back';
import { useEffect } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { clockTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useWayBackWords } from '../../locales/en-way-back.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { KnocksModel } from '../../models/knocks-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { MailMark } from '../mail/mail-mark.tsx';
import { useThreadScope } from './thread-scope.ts';

/** Below a message: that it came by mail; how its visitor was told of it while he was away, and when he saw it. */
export function MessageMarks({ message }: { message: TeamMessage }) {
  return (
    <>
      {message.author.kind !== 'visitor' && <Knocks message={message} />}
      {message.via && <MailMark message={message} />}
    </>
  );
}

function Knocks({ message }: { message: TeamMessage }) {
  const w = useWayBackWords();
  const { language } = useLocale();
  const { inbox, thread, threadId } = useThreadScope();
  const { model, use } = knocksOf(thread, inbox, threadId);
  useEffect(use, [model]);
  const knocks = model.byMessage.value.get(message.id);
  if (!knocks) return null;

  const words = ({ rung, at, hasFailed, seenAt }: Knock) => {
    const time = clockTime(at, language);
    if (hasFailed) return (rung === 'push' ? w.failedPush : w.failedMail)(time);
    const told = (rung === 'push' ? w.pushed : w.mailed)(time);
    return seenAt ? `${told}, ${w.seen(clockTime(seenAt, language))}` : told;
  };
  return (
    <ul class="px-1 text-small text-faint">
      {knocks.toReversed().map((knock) => (
        <li key={knock.rung}>{words(knock)}</li>
      ))}
    </ul>
  );
}

type Used = { model: KnocksModel; use: () => () => void };
const known = new WeakMap<ThreadModel, Used>();

/** One for a thread, asked for while one of its messages is shown. */
function knocksOf(thread: ThreadModel, inbox: InboxModel, threadId: TeamMessage['threadId']): Used {
  const there = known.get(thread);
  if (there) return there;
  const call = createCall(window.fetch.bind(window), () => {});
  const path = `/api/workspaces/${inbox.workspaceId.peek()}/threads/${threadId}/knocks`;
  const model = new KnocksModel(async () => (await call<{ knocks: Knock[] }>('GET', path)).knocks, threadId);
  let users = 0;
  let endListening = () => {};
  const use = () => {
    users += 1;
    if (users === 1) {
      void model.load();
      endListening = inbox.listen((frame) => {
        if (frame.type === 'knock.changed' && frame.threadId === threadId) void model.load();
      });
    }
    return () => {
      users -= 1;
      if (users === 0) endListening();
    };
  };
  const made = { model, use };
  known.set(thread, made);
  return made;
}
