import { useApp } from '../../app-context.ts';
import { PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';

export function SignInScreen() {
  const { account, accountApi } = useApp();
  const t = useAccountStrings();
  const signIn = async ({ email = '', password = '' }) =>
    account.welcome(await accountApi.signIn({ email: email.trim(), password }));
  return (
    <Card
      title={t.signIn.title}
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
    </Card>
  );
}
