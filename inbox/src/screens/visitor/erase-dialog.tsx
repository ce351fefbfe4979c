import type { ErasureId } from '@everthread/shared/models/ids';
import type { Visitor } from '@everthread/shared/models/visitor';
import { useMemo, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { enPersonalData } from '../../locales/en-personal-data.ts';
import { ErasuresModel } from '../../models/erasures-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { visitorName } from '../../visitor-name.ts';

type EraseDialogProps = { inbox: InboxModel; visitor: Visitor; onClose: () => void };

/** Says what goes and that it goes for good; nothing happens before it was said that this is wanted. */
export function EraseDialog({ inbox, visitor, onClose }: EraseDialogProps) {
  const w = enPersonalData.erasing;
  const t = useStrings();
  const { account, toasts } = useApp();
  const [isSure, setSure] = useState(false);
  const model = useMemo(
    () =>
      new ErasuresModel(
        createCall(window.fetch.bind(window), account.turnAway),
        inbox.workspaceId.peek(),
        () => newId() as ErasureId,
      ),
    [inbox, account],
  );

  async function erase(): Promise<void> {
    try {
      await model.erase(visitor.id);
      toasts.show({ tone: 'news', text: w.begun });
      onClose();
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.failed}. ${errorWords(error, t)}` });
    }
  }

  return (
    <Dialog title={w.title} closeLabel={t.close} onClose={onClose}>
      <p class="text-pretty">{w.what(visitorName(visitor, t))}</p>
      <p class="mt-2 text-pretty text-soft">{w.forGood}</p>
      <label class="mt-4 flex items-start gap-2.5">
        <input
          type="checkbox"
          class="mt-0.5 size-4 shrink-0 accent-danger"
          checked={isSure}
          onChange={({ currentTarget }) => setSure(currentTarget.checked)}
        />
        {w.sure}
      </label>
      <div class="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="danger" disabled={!isSure || model.isAsking.value} onClick={() => void erase()}>
          {w.go}
        </Button>
      </div>
    </Dialog>
  );
}
