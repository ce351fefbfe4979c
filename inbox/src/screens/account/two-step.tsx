import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { laterPart } from '../../later.tsx';
import type { SecondFactorsModel } from '../../models/second-factors-model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../settings/words.ts';
import { CopyButton } from '../workspace/copy-text.tsx';
import { useAccountStrings } from './account-strings.ts';
import { textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';
import { PasswordDialog } from './password-dialog.tsx';

const KeyPicture = laterPart(async () => (await import('./key-picture.tsx')).KeyPicture);

type Asked = 'begin' | 'remove' | 'codes';

/** Two-step sign-in: off, being set up, or on. */
export function TwoStep({ model }: { model: SecondFactorsModel }) {
  const { toasts } = useApp();
  const w = useWords();
  const [asked, setAsked] = useState<Asked>();
  const state = model.state.value;
  const enrolment = model.enrolment.value;
  if (state.name !== 'ready') return null;
  const { hasAuthenticator, recoveryCodesLeft } = state.factors;

  async function go(password: string): Promise<void> {
    if (asked === 'begin') await model.begin(password);
    if (asked === 'codes') await model.newCodes(password);
    if (asked === 'remove') {
      await model.remove(password);
      toasts.show({ tone: 'news', text: `${w.security.turnedOff}. ${w.security.othersEnded}` });
    }
    setAsked(undefined);
  }

  if (enrolment.name === 'key') return <Key model={model} secret={enrolment.secret} uri={enrolment.uri} />;
  if (enrolment.name === 'codes') return <Codes codes={enrolment.codes} onKept={model.close} />;
  return (
    <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
      <p class="me-auto">
        <span
          class={
            hasAuthenticator
              ? 'rounded-full bg-good-ground px-2 py-0.5 text-small text-good'
              : 'rounded-full bg-raised px-2 py-0.5 text-small text-soft'
          }
        >
          {hasAuthenticator ? w.security.isOn : w.security.isOff}
        </span>
        {hasAuthenticator && <span class="ms-3 text-soft">{w.security.codesLeft(recoveryCodesLeft)}</span>}
      </p>
      {hasAuthenticator ? (
        <>
          <Button onClick={() => setAsked('codes')}>{w.security.newCodes}</Button>
          <Button look="danger" onClick={() => setAsked('remove')}>
            {w.security.turnOff}
          </Button>
        </>
      ) : (
        <Button look="primary" onClick={() => setAsked('begin')}>
          {w.security.turnOn}
        </Button>
      )}
      {asked && <PasswordDialog title={w.security.stepsTitle} onPassword={go} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function Key({ model, secret, uri }: { model: SecondFactorsModel; secret: string; uri: string }) {
  const { toasts } = useApp();
  const w = useWords();
  const fields = useAccountStrings();
  async function confirm({ code = '' }): Promise<void> {
    await model.confirm(code.replaceAll(' ', ''));
    toasts.show({ tone: 'news', text: w.security.othersEnded });
  }
  return (
    <div class="max-w-md">
      <p class="font-medium">{w.security.scan}</p>
      <p class="mt-1 text-soft">{w.security.scanHint}</p>
      <div class="mt-4 min-h-48">
        <KeyPicture uri={uri} label={w.security.picture} />
      </div>
      <dl class="my-4">
        <dt class="text-small text-soft">{w.security.key}</dt>
        <dd>
          <code dir="ltr" class="mt-1 block rounded-small bg-raised px-2 py-1 font-mono break-all select-all">
            {secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </code>
        </dd>
      </dl>
      <p class="mb-5 flex flex-wrap items-center gap-3">
        <CopyButton text={secret} />
        <a href={uri} class={textLink}>
          {w.security.openApp}
        </a>
      </p>
      <Form submit={w.security.confirm} check={(values) => checkFields(values, fields, false)} onSubmit={confirm}>
        {(problems) => (
          <Field
            name="code"
            label={w.security.code}
            autocomplete="one-time-code"
            maxLength={7}
            autofocus
            problem={problems.code}
          />
        )}
      </Form>
    </div>
  );
}

function Codes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const w = useWords();
  return (
    <div role="status" class="rounded-medium border border-note-line bg-note p-3.5">
      <p class="font-semibold text-note-ink">{w.security.codesTitle}</p>
      <p class="text-note-ink">{w.security.codesHint}</p>
      <ol dir="ltr" class="my-3 grid gap-x-6 gap-y-1 rounded-small bg-surface p-3 font-mono two:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p class="flex flex-wrap gap-2">
        <CopyButton text={codes.join('\n')} label={w.security.copyCodes} />
        <Button size="small" onClick={onKept}>
          {w.security.keptThem}
        </Button>
      </p>
    </div>
  );
}
