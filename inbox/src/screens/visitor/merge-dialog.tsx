import { realClock } from '@everthread/shared/client/clock';
import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createVisitorApi } from '../../api/visitor-api.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { enMerge } from '../../locales/en-merge.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { type Candidate, MergeModel } from '../../models/merge-model.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { visitorName } from '../../visitor-name.ts';
import { MergeCandidates } from './merge-candidates.tsx';
import { ShownMerge } from './merge-preview.tsx';

type MergeDialogProps = { inbox: InboxModel; visitorId: VisitorId; onClose: () => void };

/** First who is meant, then what becomes of both; nothing happens before the last press. */
export function MergeDialog({ inbox, visitorId, onClose }: MergeDialogProps) {
  const w = enMerge;
  const t = useStrings();
  const model = useMerge(inbox, visitorId);
  const { toasts, undo } = useApp();
  const step = model.step.value;

  async function merge(): Promise<void> {
    if (step.name !== 'shown') return;
    try {
      const back = await model.merge();
      undo.offer({ label: w.merged(visitorName(step.preview.merged.visitor, t)), undo: back });
      onClose();
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.refused}. ${errorWords(error, t)}` });
    }
  }

  return (
    <Dialog title={w.title} closeLabel={t.close} onClose={onClose} width="wide">
      {step.name === 'choosing' && <MergeCandidates model={model} />}
      {step.name === 'asking' && (
        <div class="flex flex-col gap-3" aria-busy="true">
          <div class="bone h-20" />
          <div class="bone h-28" />
        </div>
      )}
      {step.name === 'failed' && (
        <div role="alert">
          <p class="text-danger">
            {w.failed} {errorWords(step.error, t)}
          </p>
          <div class="mt-4 flex justify-end gap-2">
            <Button onClick={model.chooseAgain}>{w.back}</Button>
            <Button look="primary" onClick={() => void model.choose(step.otherId)}>
              {t.tryAgain}
            </Button>
          </div>
        </div>
      )}
      {step.name === 'shown' && (
        <ShownMerge
          preview={step.preview}
          roster={inbox.roster}
          isMerging={step.isMerging}
          onSwap={() => void model.swap()}
          onBack={model.chooseAgain}
          onMerge={() => void merge()}
        />
      )}
    </Dialog>
  );
}

function useMerge(inbox: InboxModel, visitorId: VisitorId): MergeModel {
  const { account } = useApp();
  const model = useMemo(() => {
    const call = createCall(window.fetch.bind(window), account.turnAway);
    const nearby = new Map<string, Candidate>();
    for (const { topic: each } of inbox.topics.known.peek().values()) {
      const { id, name } = each.visitor;
      if (id !== visitorId && !nearby.has(id))
        nearby.set(id, { id, name, email: null, lastSeenAt: each.lastMessageAt });
    }
    return new MergeModel(createVisitorApi(call, inbox.workspaceId.peek()), {
      visitorId,
      nearby: [...nearby.values()].toSorted((a, b) => ((a.lastSeenAt ?? '') < (b.lastSeenAt ?? '') ? 1 : -1)),
      find: inbox.find,
      newId: () => newId() as MergeId,
      clock: realClock,
    });
  }, [inbox, visitorId, account]);
  useEffect(() => () => model[Symbol.dispose](), [model]);
  return model;
}
