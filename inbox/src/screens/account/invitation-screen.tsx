import type { InvitationOffer } from '@everthread/shared/models/invitation';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { NAME_MAX_LENGTH, PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { firstList } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';
import { tokenIn } from './link-token.ts';

type Looked = { name: 'looking' } | { name: 'dead'; words: string } | { name: 'alive'; offer: InvitationOffer };

/** What a mailed invitation leads to: for who has an account, joining; for who has none, making one. */
export function InvitationScreen() {
  const { accountApi } = useApp();
  const t = useStrings();
  const a = useAccountStrings();
  const [token] = useState(() => tokenIn(location.hash));
  const [looked, setLooked] = useState<Looked>({ name: 'looking' });
  useEffect(() => {
    if (!token) return setLooked({ name: 'dead', words: a.invitation.broken });
    accountApi.invitation(token).then(
      (offer) => setLooked({ name: 'alive', offer }),
      (error: unknown) => setLooked({ name: 'dead', words: errorWords(error, t) }),
    );
  }, [token]);

  if (looked.name === 'looking') return <main class="h-full" aria-busy="true" />;
  if (looked.name === 'dead') {
    return (
      <Card title={a.invitation.deadTitle} lead={looked.words}>
        <a href="/inbox" class={textLink}>
          {a.invitation.toInbox}
        </a>
      </Card>
    );
  }
  return <Offer offer={looked.offer} token={token} />;
}

function Offer({ offer, token }: { offer: InvitationOffer; token: string }) {
  const { account } = useApp();
  const a = useAccountStrings();
  const who = account.who.value;
  const own = who.name === 'signed-in' ? who.me.user.email : undefined;
  const frame = (children: ComponentChildren, more?: string) => (
    <Card
      title={a.invitation.title(offer.workspaceName)}
      lead={`${a.invitation.lead(offer.invitedBy, offer.email)}${more ? ` ${more}` : ''}`}
    >
      {children}
    </Card>
  );

  if (who.name === 'unknown') return <main class="h-full" aria-busy="true" />;
  if (own === offer.email) return frame(<Join token={token} />, a.invitation.joining);
  if (own !== undefined) {
    return frame(
      <Button onClick={() => void account.signOut()}>{a.invitation.signOut}</Button>,
      a.invitation.otherAddress(own),
    );
  }
  if (!offer.hasAccount) return frame(<SignUp token={token} />);
  // The token stays behind `#` on the way there and back.
  const back = `/inbox/sign-in?${new URLSearchParams({ to: '/inbox/invitation' })}#token=${token}`;
  return frame(
    <a href={back} class={textLink}>
      {a.invitation.toSignIn}
    </a>,
    a.invitation.signIn,
  );
}

function Join({ token }: { token: string }) {
  const { account, accountApi, router } = useApp();
  const a = useAccountStrings();
  async function join(): Promise<void> {
    const workspaceId = await accountApi.joinInvited(token);
    await account.load();
    router.go(firstList(workspaceId), 'replace');
  }
  return (
    <Form submit={a.invitation.join} onSubmit={join}>
      {() => null}
    </Form>
  );
}

function SignUp({ token }: { token: string }) {
  const { account, accountApi, router } = useApp();
  const a = useAccountStrings();
  async function signUp({ name = '', password = '' }): Promise<void> {
    account.welcome(await accountApi.signUpInvited({ token, name: name.trim(), password }));
    router.go({ name: 'home' }, 'replace');
  }
  return (
    <Form submit={a.invitation.signUp} check={(values) => checkFields(values, a, true)} onSubmit={signUp}>
      {(problems) => (
        <>
          <Field
            name="name"
            label={a.invitation.name}
            hint={a.invitation.nameHint}
            autocomplete="name"
            maxLength={NAME_MAX_LENGTH}
            autofocus
            problem={problems.name}
          />
          <Field
            name="password"
            type="password"
            label={a.invitation.password}
            hint={a.invitation.passwordHint}
            autocomplete="new-password"
            maxLength={PASSWORD_MAX_LENGTH}
            problem={problems.password}
          />
        </>
      )}
    </Form>
  );
}
