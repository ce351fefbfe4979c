import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { addStyle } from '../later.ts';
import { focusFieldAfter } from '../parts/focus-field.ts';
import mailStyle from '../styles/by-mail.css?inline';
import { focusLate } from '../way-back/focus-late.ts';
import type { MailModel, MailStep } from './mail-model.ts';
import { type MailWords, mailWords } from './mail-words.ts';

addStyle(mailStyle);

/** `isByMail`: answers may go by mail, as he has chosen. */
type MailRowProps = { model: MailModel; hasAddress: boolean; isByMail: boolean };

/** “Get the answer by mail”: an address, the code that went there, and then no more than a line. */
export function MailRow({ model, hasAddress, isByMail }: MailRowProps) {
  const w = mailWords(document.documentElement.lang);
  useEffect(() => {
    if (hasAddress) void model.load();
  }, [model, hasAddress]);
  const trouble = model.trouble.value && w[model.trouble.value];
  const step = model.step.value;

  /** Does what leaves nothing to press or to type in behind it, where it works. */
  async function finish(work: () => Promise<void>, done: MailStep['name']): Promise<void> {
    const { activeElement } = document;
    await work();
    if (model.step.peek().name === done) focusFieldAfter(activeElement);
  }

  switch (step.name) {
    case 'none':
      return hasAddress ? null : (
        <button type="button" class="offer" onClick={model.begin}>
          {w.offer}
        </button>
      );
    case 'unproven':
      return (
        <button type="button" class="offer" onClick={() => void model.claim(step.address)}>
          {filled(w.unproven, step.address)}
        </button>
      );
    case 'address':
      return (
        <Form
          key="address"
          model={model}
          trouble={trouble}
          label={w.address}
          button={w.send}
          onSend={model.claim}
          isCode={false}
        />
      );
    case 'code':
      return (
        <Code
          model={model}
          address={step.address}
          sent={step.sent}
          trouble={trouble}
          w={w}
          onSend={(code) => finish(() => model.prove(code), 'proven')}
        />
      );
    case 'proven':
      return isByMail ? (
        <p class="by-mail" role="status">
          {filled(w.proven, step.address)}{' '}
          <button type="button" class="quietly" onClick={() => void finish(model.stop, 'none')}>
            {w.stop}
          </button>
        </p>
      ) : null;
    default:
      return step satisfies never;
  }
}

type Parts = { model: MailModel; trouble: string | undefined; onSend: (text: string) => Promise<void> };

function Code({ model, address, sent, trouble, w, onSend }: Parts & { address: string; sent: number; w: MailWords }) {
  return (
    <div class="by-mail">
      <p role="status">{filled(sent > 1 ? w.sentAnew : w.sent, address)}</p>
      <Form key={sent} model={model} trouble={trouble} label={w.code} button={w.confirm} onSend={onSend} isCode />
      <p class="others">
        <button type="button" class="quietly" onClick={() => void model.claim(address)}>
          {w.anew}
        </button>
        <button type="button" class="quietly" onClick={model.begin}>
          {w.other}
        </button>
      </p>
    </div>
  );
}

type FormProps = Parts & { label: string; button: string; isCode: boolean };

function Form({ model, trouble, label, button, onSend, isCode }: FormProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => (isCode ? focusLate(input.current) : input.current?.focus()), []);
  const common = {
    ref: input,
    dir: 'ltr',
    required: true,
    'aria-invalid': trouble !== undefined,
    'aria-describedby': 'mail-trouble',
  } as const;
  return (
    <form
      class="by-mail"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = input.current?.value.trim();
        if (text) void onSend(text);
      }}
    >
      <label>
        {label}
        <span>
          {isCode ? (
            <input {...common} type="text" inputMode="numeric" autocomplete="one-time-code" maxLength={20} />
          ) : (
            <input {...common} type="email" autocomplete="email" maxLength={254} />
          )}
          <button type="submit" class="wide" disabled={model.isBusy.value}>
            {button}
          </button>
        </span>
      </label>
      <p id="mail-trouble" role="alert" class="trouble">
        {trouble}
      </p>
    </form>
  );
}

/** An address is read from left to right, also between words that are not. */
const filled = (words: string, address: string) => words.replace('{address}', () => `\u2068${address}\u2069`);
