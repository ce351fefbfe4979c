import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { CheckMail } from './check-mail.tsx';
import { Form } from './form.tsx';

export function ForgotScreen() {
  const { accountApi } = useApp();
  const t = useAccountStrings();
  const [mailedTo, setMailedTo] = useState<string>();

  async function ask({ email = '' }): Promise<void> {
    await accountApi.forgot(email.trim());
    setMailedTo(email.trim());
  }

  if (mailedTo) return <CheckMail lead={t.checkMail.forgot(mailedTo)} onAgain={() => setMailedTo(undefined)} />;
  return (
    <Card
      title={t.forgot.title}
      lead={t.forgot.lead}
      foot={
        <a href="/inbox/sign-in" class={textLink}>
          {t.checkMail.toSignIn}
        </a>
      }
    >
      <Form submit={t.forgot.submit} check={(values) => checkFields(values, t, false)} onSubmit={ask}>
        {(problems) => (
          <Field
            name="email"
            type="email"
            label={t.forgot.email}
            autocomplete="username"
            autofocus
            problem={problems.email}
          />
        )}
      </Form>
    </Card>
  );
}
