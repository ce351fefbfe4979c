import type { MessageId } from '@everthread/shared/models/ids';
import { useRef, useState } from 'preact/hooks';
import { momentName } from '../../format.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { MergeDialog } from '../visitor/around-the-visitor.ts';
import { type Acting, act } from './act.ts';
import { MoveDialog } from './move-dialog.tsx';
import { agentName } from './people.ts';
import { workWords } from './work-words.ts';

/** What is asked before something is done to the topic. */
export function TopicDialogs({ acting }: { acting: Acting }) {
  const { changes } = acting.inbox;
  const asked = changes.asked.value;
  if (!asked) return null;
  const meant = { ...acting, topic: asked.topic };
  const close = () => changes.ask(undefined);
  if (asked.name === 'snooze-time') return <SnoozeDialog acting={meant} onClose={close} />;
  if (asked.name === 'move') return <MoveDialog acting={meant} messageId={asked.messageId} onClose={close} />;
  if (asked.name === 'merge-visitors')
    return <MergeDialog inbox={acting.inbox} visitorId={asked.topic.visitor.id} onClose={close} />;
  return <HandOverDialog acting={meant} assigneeId={asked.assigneeId} onClose={close} />;
}

type DialogProps = { acting: Acting; onClose: () => void };

const field = 'w-full rounded-medium border border-strong-line bg-surface px-3 py-2 text-read';

function SnoozeDialog({ acting, onClose }: DialogProps) {
  const w = workWords();
  const [isPast, setPast] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const at = new Date(input.current?.value ?? '');
    if (!(at.getTime() > Date.now())) {
      setPast(true);
      input.current?.focus();
      return;
    }
    onClose();
    const when = momentName(at.toISOString(), Date.now(), document.documentElement.lang, acting.t.dates);
    void act(acting, { status: 'snoozed', snoozedUntil: at.toISOString() }, w.snoozed(when));
  }

  return (
    <Dialog title={w.pickTitle} closeLabel={acting.t.close} onClose={onClose}>
      <form onSubmit={submit} class="flex flex-col gap-3">
        <label class="flex flex-col gap-1.5">
          <span class="sr-only">{w.pickLabel}</span>
          <input
            ref={input}
            type="datetime-local"
            required
            defaultValue={localMinute(tomorrowMorning())}
            aria-invalid={isPast}
            onInput={() => setPast(false)}
            class={field}
          />
        </label>
        {isPast && (
          <p role="alert" class="text-danger">
            {w.pickPast}
          </p>
        )}
        <Actions submit={w.pickSubmit} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function HandOverDialog({
  acting,
  assigneeId,
  onClose,
}: DialogProps & { assigneeId: NonNullable<Acting['topic']['assigneeId']> }) {
  const w = workWords();
  const name = agentName(acting.inbox.roster, assigneeId);
  const note = useRef<HTMLTextAreaElement>(null);

  const submit = useOneAtATime(async () => {
    const text = note.current?.value.trim() ?? '';
    const id = newId() as MessageId;
    const isDone = await act(acting, { assigneeId, ...(text && { note: { id, text } }) }, w.handedOver(name));
    if (isDone) onClose();
  });

  return (
    <Dialog title={w.handOverTo(name)} closeLabel={acting.t.close} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        class="flex flex-col gap-3"
      >
        <label class="flex flex-col gap-1.5">
          <span class="font-medium">{w.handOverNote}</span>
          <textarea
            ref={note}
            autofocus
            rows={3}
            dir="auto"
            maxLength={10_000}
            onKeyDown={(event) => {
              if (event.isComposing || event.key !== 'Enter' || event.shiftKey) return;
              event.preventDefault();
              void submit();
            }}
            class={`${field} grows max-h-60 resize-none border-note-line bg-note`}
          />
        </label>
        <p class="text-small text-faint">{w.handOverHint}</p>
        <Actions submit={w.handOverSubmit} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function Actions({ submit, onCancel }: { submit: string; onCancel: () => void }) {
  return (
    <div class="flex justify-end gap-2">
      <Button onClick={onCancel}>{workWords().cancel}</Button>
      <Button type="submit" look="primary">
        {submit}
      </Button>
    </div>
  );
}

function tomorrowMorning(): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}

/** As the field wants it: local, without a zone. */
const localMinute = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
