import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';
import { tokenIn } from './link-token.ts';

export function ResetScreen() {
  const { account, accountApi } = useApp();
  const t = useAccountStrings();
  const [token] = useState(() => tokenIn(location.hash));
  const [isDone, setDone] = useState(false);

  async function reset({ password = '' }): Promise<void> {
    await accountApi.reset(token, password);
    account.turnAway();
    setDone(true);
  }

  if (isDone || !token) {
    return (
      <Card title={isDone ? t.reset.doneTitle : t.reset.title} lead={isDone ? t.reset.done : t.reset.broken}>
        <a href={isDone ? '/inbox/sign-in' : '/inbox/forgot'} class={textLink}>
          {isDone ? t.checkMail.toSignIn : t.reset.another}
        </a>
      </Card>
    );
  }
  return (
    <Card title={t.reset.title} lead={t.reset.lead}>
      <Form submit={t.reset.submit} check={(values) => checkFields(values, t, true)} onSubmit={reset}>
        {(problems) => (
          <Field
            name="password"
            type="password"
            label={t.reset.password}
            hint={t.reset.passwordHint}
            autocomplete="new-password"
            maxLength={PASSWORD_MAX_LENGTH}
            autofocus
            problem={problems.password}
          />
        )}
      </Form>
    </Card>
  );
}
