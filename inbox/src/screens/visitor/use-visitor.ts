import { realClock } from '@everthread/shared/client/clock';
import type { VisitorChange } from '@everthread/shared/models/visitor-details';
import { computed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createVisitorApi } from '../../api/visitor-api.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { VisitorModel } from '../../models/visitor-model.ts';
import { visitorWords } from './visitor-words.ts';

/** What is known of the thread's visitor, for as long as it is looked at. */
export function useVisitor(inbox: InboxModel, thread: ThreadModel): VisitorModel {
  const { account } = useApp();
  const model = useMemo(() => {
    const call = createCall(window.fetch.bind(window), account.turnAway);
    return new VisitorModel(createVisitorApi(call, inbox.workspaceId.peek()), {
      visitor: thread.visitor,
      isLive: computed(() => inbox.live.value.name === 'open'),
      receive: (visitor) => {
        thread.receiveVisitor(visitor);
        inbox.topics.receiveVisitor(visitor);
      },
      clock: realClock,
    });
  }, [inbox, thread, account]);
  useEffect(() => () => model[Symbol.dispose](), [model]);
  return model;
}

/** Writes something down, says so, and offers to take it back. `what` names it. */
export type Write = (what: string, change: VisitorChange, isRemoval?: boolean) => Promise<void>;

export function useWrite(model: VisitorModel): Write {
  const { toasts, undo } = useApp();
  const t = useStrings();
  const w = visitorWords();
  return async function write(what, change, isRemoval = false) {
    const nth = undo.begin();
    try {
      const back = await model.change(change);
      undo.offer({ label: isRemoval ? w.removed(what) : w.saved(what), undo: back, nth });
    } catch (error) {
      const action = { label: t.tryAgain, run: () => void write(what, change, isRemoval) };
      toasts.show({ tone: 'trouble', text: `${w.notSaved(what)}. ${errorWords(error, t)}`, action });
    } finally {
      undo.end(nth);
    }
  };
}
