import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';
import { tokenIn } from './link-token.ts';

export function ConfirmScreen() {
  const { account, accountApi, router } = useApp();
  const t = useAccountStrings();
  const [token] = useState(() => tokenIn(location.hash));

  async function confirm({ password = '' }): Promise<void> {
    account.welcome(await accountApi.confirm({ token, password }));
    router.go({ name: 'home' }, 'replace');
  }

  if (!token) {
    return (
      <Card title={t.confirm.title} lead={t.confirm.broken}>
        <a href="/inbox/sign-in" class={textLink}>
          {t.checkMail.toSignIn}
        </a>
      </Card>
    );
  }
  return (
    <Card
      title={t.confirm.title}
      lead={t.confirm.lead}
      foot={
        <details class="group">
          <summary class={`${textLink} cursor-pointer`}>{t.confirm.notMe}</summary>
          <p class="mt-2 text-pretty">{t.confirm.notMeHint}</p>
        </details>
      }
    >
      <Form submit={t.confirm.submit} check={(values) => checkFields(values, t, false)} onSubmit={confirm}>
        {(problems) => (
          <Field
            name="password"
            type="password"
            label={t.confirm.password}
            autocomplete="current-password"
            maxLength={PASSWORD_MAX_LENGTH}
            autofocus
            problem={problems.password}
          />
        )}
      </Form>
    </Card>
  );
}
