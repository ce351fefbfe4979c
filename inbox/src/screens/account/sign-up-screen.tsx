import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { NAME_MAX_LENGTH, PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { CheckMail } from './check-mail.tsx';
import { Form } from './form.tsx';

export function SignUpScreen() {
  const { accountApi } = useApp();
  const t = useAccountStrings();
  const [mailedTo, setMailedTo] = useState<string>();
  const [isOpen, setOpen] = useState<boolean>();
  useEffect(() => {
    accountApi.isSignUpOpen().then(setOpen, () => setOpen(true)); // whoever signs up is told what it is
  }, []);

  async function signUp({ name = '', email = '', password = '', workspaceName = '' }): Promise<void> {
    await accountApi.signUp({ name: name.trim(), email: email.trim(), password, workspaceName: workspaceName.trim() });
    setMailedTo(email.trim());
  }

  if (mailedTo) return <CheckMail lead={t.checkMail.signUp(mailedTo)} onAgain={() => setMailedTo(undefined)} />;
  if (isOpen === undefined) return <main class="h-full" aria-busy="true" />;
  const foot = (
    <>
      <span>{t.signUp.hasAccount}</span>
      <a href="/inbox/sign-in" class={textLink}>
        {t.signUp.signIn}
      </a>
    </>
  );
  if (!isOpen) return <Card title={t.signUp.closedTitle} lead={t.signUp.closedLead} foot={foot} />;
  return (
    <Card title={t.signUp.title} lead={t.signUp.lead} foot={foot}>
      <Form submit={t.signUp.submit} check={(values) => checkFields(values, t, true)} onSubmit={signUp}>
        {(problems) => (
          <>
            <Field
              name="name"
              label={t.signUp.name}
              hint={t.signUp.nameHint}
              autocomplete="name"
              maxLength={NAME_MAX_LENGTH}
              autofocus
              problem={problems.name}
            />
            <Field
              name="workspaceName"
              label={t.signUp.workspace}
              autocomplete="organization"
              maxLength={NAME_MAX_LENGTH}
              problem={problems.workspaceName}
            />
            <Field name="email" type="email" label={t.signUp.email} autocomplete="username" problem={problems.email} />
            <Field
              name="password"
              type="password"
              label={t.signUp.password}
              hint={t.signUp.passwordHint}
              autocomplete="new-password"
              maxLength={PASSWORD_MAX_LENGTH}
              problem={problems.password}
            />
          </>
        )}
      </Form>
    </Card>
  );
}
