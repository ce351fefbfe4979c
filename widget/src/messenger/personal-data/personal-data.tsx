import { newUuid } from '@everthread/shared/client/message-id';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { fill } from '../../way-back/words.ts';
import { addStyle } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { requester } from '../request.ts';
import personalDataStyle from '../styles/personal-data.css?inline';
import { focusLate } from '../way-back/focus-late.ts';
import { useFocusHere } from '../way-back/use-focus-here.ts';
import { asVisitorBy } from '../way-back/way-back-model.ts';
import { hearWays } from './hear-ways.ts';
import { PersonalDataModel, type PersonalDataStep, type Receipt } from './personal-data-model.ts';
import { type PersonalDataWords, personalDataWords } from './personal-data-words.ts';

addStyle(personalDataStyle);

type PersonalDataProps = { thread: ThreadModel; address: string | null };

/** What there is of the visitor, for him to have or to have deleted. */
export function PersonalData({ thread, address }: PersonalDataProps) {
  const w = personalDataWords(document.documentElement.lang);
  const model = useMemo(() => {
    const heard = hearWays(fetch.bind(globalThis));
    const tools = {
      newId: () => newUuid((bytes) => crypto.getRandomValues(bytes)),
      token: thread.token,
      way: heard.way,
      hold: thread.hold,
      save: saveAs('personal-data.json'),
    };
    return new PersonalDataModel(asVisitorBy(thread.withAccess, requester(heard.fetch)), tools);
  }, [thread]);
  const step = model.step.value;
  const { name } = step;
  const trouble = troubleIn(step);
  const isBusy = model.isBusy.value;
  const place = useRef<HTMLElement>(null);
  useFocusHere(place, name);
  return (
    <section ref={place} tabIndex={-1} aria-label={w.title} class="personal-data" aria-busy={isBusy}>
      <h3>{w.title}</h3>
      <p role="alert" class="trouble">
        {trouble && w[trouble]}
      </p>
      <p role="status">{isBusy ? w.working : name === 'saved' ? w.saved : name === 'erased' && w.erased}</p>
      {name === 'erased' ? (
        <ReceiptOf receipt={step.receipt} w={w} />
      ) : name === 'asked' ? (
        <>
          <p>{w.eraseHint}</p>
          {/* Where “delete” was, and with the focus: who presses twice deletes nothing. */}
          <Keep key="keep" keep={model.keep} w={w} />
          <button type="button" class="wide trouble" aria-disabled={isBusy} onClick={() => void model.erase()}>
            {w.sure}
          </button>
        </>
      ) : name === 'erase-code-sent' ? (
        <>
          <CodeForm model={model} address={address} w={w} go={w.sure} onCode={model.eraseBy} />
          <button type="button" class="wide" onClick={model.keep}>
            {w.keep}
          </button>
        </>
      ) : (
        <>
          <Download model={model} isProven={thread.isProven()} address={address} w={w} />
          <button key="erase" type="button" class="wide" aria-disabled={isBusy} onClick={model.askToErase}>
            {w.erase}
          </button>
        </>
      )}
    </section>
  );
}

function Keep({ keep, w }: { keep: () => void; w: PersonalDataWords }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" class="wide" onClick={keep}>
      {w.keep}
    </button>
  );
}

/** What is left to him. With it, or however he leaves it, the messenger begins anew as for somebody whom nobody knows. */
function ReceiptOf({ receipt: { id, askedAt }, w }: { receipt: Receipt; w: PersonalDataWords }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    button.current?.focus();
    button.current?.closest('dialog')?.addEventListener('close', beginAnew);
  }, []);
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <>
      <p>{fill(w.receipt, { time: time.format(new Date(askedAt)) })}</p>
      <p>
        <bdi dir="ltr" class="receipt">
          {id}
        </bdi>
      </p>
      <button ref={button} type="button" class="wide" onClick={beginAnew}>
        {w.begin}
      </button>
    </>
  );
}

/** It asks for the thread, hears that there is none, and takes what the site keeps with it. */
const beginAnew = () => location.reload();

type DownloadProps = { model: PersonalDataModel; isProven: boolean; address: string | null; w: PersonalDataWords };

/** By his page's word, or by a code from his mailbox; else it is said what it takes. */
function Download({ model, isProven, address, w }: DownloadProps) {
  const { name } = model.step.value;
  const isBusy = model.isBusy.value;
  if (name === 'code-sent') {
    return <CodeForm model={model} address={address} w={w} go={w.get} onCode={model.downloadBy} />;
  }
  if (isProven) {
    return (
      <button type="button" class="wide" aria-disabled={isBusy} onClick={() => void model.download()}>
        {w.download}
      </button>
    );
  }
  if (!address) return <p>{w.toDownload}</p>;
  return (
    <>
      <p>{fill(w.proveFirst, { address: isolated(address) })}</p>
      <button type="button" class="wide" aria-disabled={isBusy} onClick={() => void model.sendCode()}>
        {w.send}
      </button>
    </>
  );
}

type CodeFormProps = {
  model: PersonalDataModel;
  address: string | null;
  w: PersonalDataWords;
  go: string;
  onCode: (code: string) => Promise<void>;
};

function CodeForm({ model, address, w, go, onCode }: CodeFormProps) {
  const isBusy = model.isBusy.value;
  const trouble = troubleIn(model.step.value);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => focusLate(input.current), []);
  function sendAnew(): void {
    if (isBusy) return;
    if (input.current) input.current.value = ''; // it is of the code that has ended
    input.current?.focus();
    void model.sendAnew();
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = input.current?.value.trim();
        if (code) void onCode(code);
      }}
    >
      {address && <p>{fill(w.sent, { address: isolated(address) })}</p>}
      <label>
        {w.code}
        <input
          ref={input}
          inputMode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          maxLength={20}
          required
          aria-invalid={trouble === 'wrong' || trouble === 'over'}
        />
      </label>
      <button type="submit" class="wide" aria-disabled={isBusy}>
        {go}
      </button>
      <button type="button" class="quietly" aria-disabled={isBusy} onClick={sendAnew}>
        {w.anew}
      </button>
    </form>
  );
}

const troubleIn = (step: PersonalDataStep) => (step.name === 'erased' ? undefined : step.trouble);

/** An address is read from left to right, also between words that are not. */
const isolated = (address: string) => `\u2068${address}\u2069`;

/** A browser takes a moment to read what it is to save. */
const saveAs = (download: string) => (text: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
