import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { addStyle } from '../later.ts';
import { focusFieldAfter } from '../parts/focus-field.ts';
import mailStyle from '../styles/by-mail.css?inline';
import { focusLate } from '../way-back/focus-late.ts';
import type { MailModel, MailStep } from './mail-model.ts';
import { type MailWords, mailWords } from './mail-words.ts';

addStyle(mailStyle);

type MailRowProps = {
  model: MailModel;
  hasAddress: boolean;
  /** Answers may go by mail, as he has chosen. */
  isByMail: boolean;
  /** He has not chosen another way, and has it, nor none at all. */
  isOffered: boolean;
  cancel: string;
};

/** “Get the answer by mail”: an address, the code that went there, and then no more than a line. */
export function MailRow(props: MailRowProps) {
  const { model, hasAddress, isByMail } = props;
  const w = mailWords(document.documentElement.lang);
  useEffect(() => {
    if (hasAddress) void model.load();
  }, [model, hasAddress]);
  const step = model.step.value;
  const hasAsked = useRef(false);
  hasAsked.current ||= step.name === 'address' || step.name === 'code';
  return (
    <>
      {/* Before there is anything to say: what is put on the page together with its words is heard by few. */}
      <p class="mail-said" role="status">
        {'address' in step && filled(saidOf(step, isByMail, hasAsked.current, w), step.address)}
      </p>
      <NextStep {...props} step={step} w={w} />
    </>
  );
}

/** Who gets no answers by mail is told no more than that his address is proven, once it is. */
function saidOf(step: MailStep, isByMail: boolean, hasAsked: boolean, w: MailWords): string {
  if (step.name === 'code') return step.sent > 1 ? w.sentAnew : w.sent;
  if (step.name !== 'proven') return '';
  return isByMail ? w.proven : hasAsked ? w.provenOnly : '';
}

type NextStepProps = MailRowProps & { step: MailStep; w: MailWords };

function NextStep({ model, step, hasAddress, isByMail, isOffered, cancel, w }: NextStepProps) {
  const trouble = model.trouble.value && w[model.trouble.value];

  /** Does what leaves nothing to press or to type in behind it, where it works. */
  async function finish(work: () => Promise<void>, done: MailStep['name']): Promise<void> {
    const { activeElement } = document;
    await work();
    if (model.step.peek().name === done) focusFieldAfter(activeElement);
  }

  function leave(): void {
    const { activeElement } = document;
    model.leave();
    focusFieldAfter(activeElement);
  }

  switch (step.name) {
    case 'none':
      return hasAddress || !isOffered ? null : (
        <button type="button" class="offer" onClick={model.begin}>
          {w.offer}
        </button>
      );
    case 'unproven':
      return isOffered ? (
        <button type="button" class="offer" onClick={() => void model.claim(step.address)}>
          {filled(w.unproven, step.address)}
        </button>
      ) : null;
    case 'address':
      return (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape in the field inside
        <div
          class="by-mail"
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.isComposing) return;
            event.preventDefault(); // the step is left, not the messenger
            leave();
          }}
        >
          <Form
            key="address"
            model={model}
            trouble={trouble}
            label={w.address}
            button={w.send}
            onSend={(address) => finish(() => model.claim(address), 'proven')}
            isCode={false}
          />
          <p class="others">
            <button type="button" class="quietly" onClick={leave}>
              {cancel}
            </button>
          </p>
        </div>
      );
    case 'code':
      return (
        <div class="by-mail">
          <Form
            key={step.sent}
            model={model}
            trouble={trouble}
            label={w.code}
            button={w.confirm}
            onSend={(code) => finish(() => model.prove(code), 'proven')}
            isCode
          />
          <p class="others">
            <button type="button" class="quietly" onClick={() => void model.claim(step.address)}>
              {w.anew}
            </button>
            <button type="button" class="quietly" onClick={model.begin}>
              {w.other}
            </button>
          </p>
        </div>
      );
    case 'proven':
      return isByMail ? (
        <button type="button" class="quietly" onClick={() => void finish(model.stop, 'none')}>
          {w.stop}
        </button>
      ) : null;
    default:
      return step satisfies never;
  }
}

type FormProps = {
  model: MailModel;
  trouble: string | undefined;
  label: string;
  button: string;
  onSend: (text: string) => Promise<void>;
  isCode: boolean;
};

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
          <button type="submit" class="wide" aria-disabled={model.isBusy.value}>
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
