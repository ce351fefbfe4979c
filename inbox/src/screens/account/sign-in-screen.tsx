import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { returnPath } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';
import { hasPasskeys, usePasskey } from './passkey-browser.ts';

export function SignInScreen() {
  const { account, accountApi } = useApp();
  const t = useAccountStrings();
  const [secondStep, setSecondStep] = useState<string>();
  const who = account.who.value;
  const wasTurnedAway = who.name === 'signed-out' && who.by === 'server' && returnPath(location.search) !== undefined;

  async function signIn({ email = '', password = '' }): Promise<void> {
    const answer = await accountApi.signIn({ email: email.trim(), password });
    if ('secondStep' in answer) setSecondStep(answer.secondStep);
    else account.welcome(answer);
  }

  if (secondStep) return <SecondStepCard token={secondStep} onBack={() => setSecondStep(undefined)} />;
  return (
    <Card
      title={t.signIn.title}
      {...(wasTurnedAway && { lead: t.signIn.goesOn })}
      foot={
        <>
          <span>{t.signIn.noAccount}</span>
          <a href="/inbox/sign-up" class={textLink}>
            {t.signIn.signUp}
          </a>
        </>
      }
    >
      <Form submit={t.signIn.submit} check={(values) => checkFields(values, t, false)} onSubmit={signIn}>
        {(problems) => (
          <>
            <Field
              name="email"
              type="email"
              label={t.signIn.email}
              autocomplete="username"
              autofocus
              problem={problems.email}
            />
            <Field
              name="password"
              type="password"
              label={t.signIn.password}
              autocomplete="current-password"
              maxLength={PASSWORD_MAX_LENGTH}
              problem={problems.password}
            />
            <a href="/inbox/forgot" class={`${textLink} -mt-2 self-start`}>
              {t.signIn.forgot}
            </a>
          </>
        )}
      </Form>
      {hasPasskeys() && <PasskeyButton />}
    </Card>
  );
}

function SecondStepCard({ token, onBack }: { token: string; onBack: () => void }) {
  const { account, accountApi } = useApp();
  const t = useAccountStrings();
  const take = async ({ code = '' }) => account.welcome(await accountApi.secondStep({ token, code: code.trim() }));
  return (
    <Card
      title={t.signIn.secondTitle}
      lead={t.signIn.secondLead}
      foot={
        <button type="button" class={textLink} onClick={onBack}>
          {t.signIn.back}
        </button>
      }
    >
      <Form submit={t.signIn.submit} check={(values) => checkFields(values, t, false)} onSubmit={take}>
        {(problems) => (
          <Field
            name="code"
            label={t.signIn.code}
            hint={t.signIn.codeHint}
            autocomplete="one-time-code"
            maxLength={40}
            autofocus
            problem={problems.code}
          />
        )}
      </Form>
    </Card>
  );
}

function PasskeyButton() {
  const { account, accountApi, toasts } = useApp();
  const t = useAccountStrings();
  const words = useStrings();
  const [isBusy, setBusy] = useState(false);

  async function signIn(): Promise<void> {
    setBusy(true);
    try {
      const proof = await usePasskey(await accountApi.passkeySignInOptions());
      if (proof) account.welcome(await accountApi.signInByPasskey(proof));
    } catch (error) {
      toasts.show({ tone: 'trouble', text: errorWords(error, words) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button class="mt-3 h-10 w-full" disabled={isBusy} onClick={() => void signIn()}>
      {t.signIn.passkey}
    </Button>
  );
}
