import { realClock } from '@everthread/shared/client/clock';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { fill } from '../../way-back/words.ts';
import { MailModel } from '../by-mail/mail-model.ts';
import { MailRow } from '../by-mail/mail-row.tsx';
import { addStyle, later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { requester } from '../request.ts';
import wayBackStyle from '../styles/way-back.css?inline';
import type { Speech } from '../words.ts';
import { askForNotifications, isOnOwnPage } from './ask-for-notifications.ts';
import { findInPlace, type InPlace } from './in-place.ts';
import { isAnswered } from './is-answered.ts';
import { saysHow } from './says-how.ts';
import { asVisitorBy, WayBackModel } from './way-back-model.ts';
import { wayBackWords } from './words.ts';

addStyle(wayBackStyle);

const settings = later(() => import('./way-back-settings.tsx'));

type WayBackLineProps = { thread: ThreadModel; speech: Speech; isAsked: boolean };

/** How a visitor hears of the answer he waits for, and the offer to tell him. `isAsked`: he wants to see all of it. */
export function WayBackLine({ thread, speech, isAsked }: WayBackLineProps) {
  const w = wayBackWords(document.documentElement.lang);
  const asVisitor = useMemo(() => asVisitorBy(thread.withAccess, requester(fetch.bind(globalThis))), [thread]);
  const model = useMemo(() => new WayBackModel(asVisitor, realClock), [asVisitor]);
  useEffect(() => {
    void model.load();
    return () => model[Symbol.dispose]();
  }, [model]);
  const mail = useMemo(() => new MailModel(asVisitor, () => void model.load()), [model]);
  const workspaceId = new URLSearchParams(location.search).get('workspace') ?? '';
  const inPlace = useSignal<InPlace | undefined>(undefined);
  const isDenied = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(
    () =>
      findInPlace(thread, asVisitor, workspaceId, (found) => {
        inPlace.value = found;
      }),
    [thread, asVisitor],
  );
  async function askInPlace(page: InPlace): Promise<void> {
    const how = await page.ask();
    isDenied.value = how === 'denied';
    if (how === 'done') await model.load();
    else if (how === 'failed') inPlace.value = undefined; // from now on by the window
  }
  function open(): void {
    settings.want();
    void model.loadDevices();
    document.querySelector<HTMLDialogElement>('#way-back')?.showModal();
  }
  function close(): void {
    model.stopCarrying();
    // What led here before this was fetched is gone: the focus has nowhere to go back to.
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest('#way-back')) opener.current?.focus();
  }
  const { value: wayBack } = model.wayBack;
  const isHere = wayBack !== undefined;
  useEffect(() => {
    if (isAsked && isHere) open();
  }, [isAsked, isHere]);
  if (!wayBack) return null;

  const canAsk = !isOnOwnPage(window);
  const ask = () =>
    inPlace.value
      ? void askInPlace(inPlace.value)
      : askForNotifications(window, workspaceId, model, async () => (await thread.whereIs()).page?.url);
  const words = saysHow(wayBack, w);
  const isByMail = wayBack.choice === 'any' || wayBack.choice === 'mail';
  // Where mail is the only way, what asks for the address says so itself.
  const isSaidBelow = isByMail && wayBack.pushes === 0 && mail.step.value.name !== 'none';
  const { value: loaded } = settings;
  const isAback = isAnswered(thread.timeline.value, thread.asksBot.value);
  return (
    <div class={`way-back${isAback ? ' aback' : ''}`}>
      {words && !isSaidBelow && <p role="status">{words}</p>}
      {!words && canAsk && (
        <button type="button" class="offer" aria-haspopup={inPlace.value ? undefined : 'dialog'} onClick={ask}>
          {w.offer}
        </button>
      )}
      {isDenied.value && (
        <p role="alert" class="trouble">
          {w.denied}
        </p>
      )}
      <MailRow
        model={mail}
        hasAddress={wayBack.mail !== null}
        isByMail={isByMail}
        isOffered={wayBack.choice !== 'never' && !(wayBack.choice === 'push' && wayBack.pushes > 0)}
        cancel={speech.say('cancel')}
      />
      <button ref={opener} type="button" class="quietly" onClick={open}>
        {w.change}
      </button>
      <dialog
        id="way-back"
        aria-label={w.change}
        onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
        onClose={close}
      >
        {loaded && (
          <loaded.WayBackSettings
            model={model}
            wayBack={wayBack}
            thread={thread}
            speech={speech}
            w={w}
            asVisitor={asVisitor}
            onAsk={canAsk ? ask : undefined}
            fill={fill}
          />
        )}
      </dialog>
    </div>
  );
}
