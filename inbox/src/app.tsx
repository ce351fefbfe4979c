import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp } from './app-context.ts';
import { lastWorkspace } from './last-workspace.ts';
import { later, laterPart } from './later.tsx';
import { useStrings } from './locale.ts';
import { withLostParts } from './lost-parts.ts';
import type { OpenInbox } from './open-inbox.ts';
import { pathOf, type Route, returnPath } from './routes.ts';
import { threadScreens } from './screens/thread/around-the-thread.ts';
import { InboxScreen } from './screens/topics/inbox-screen.tsx';
import { firstList } from './topics-route.ts';
import { Button } from './ui/button.tsx';
import { Placard } from './ui/placard.tsx';
import { ToastStack } from './ui/toast-stack.tsx';

const SignInScreen = later(async () => (await import('./screens/account/sign-in-screen.tsx')).SignInScreen);
const around = () => import('./screens/around-the-inbox.ts');
const ConfirmScreen = later(async () => (await around()).ConfirmScreen);
const ForgotScreen = later(async () => (await around()).ForgotScreen);
const ResetScreen = later(async () => (await around()).ResetScreen);
const SignUpScreen = later(async () => (await around()).SignUpScreen);
const InvitationScreen = later(async () => (await around()).InvitationScreen);
const SettingsScreen = later(async () => (await import('./screens/settings/settings-screen.tsx')).SettingsScreen);
const ReportScreen = later(async () => (await import('./screens/report/report-screen.tsx')).ReportScreen);
const ArticlesScreen = later(async () => (await import('./screens/articles/articles-screen.tsx')).ArticlesScreen);
const NewWorkspaceScreen = later(async () => (await around()).NewWorkspaceScreen);

const Beside = laterPart(async () => (await threadScreens()).Beside);

export function App({ openInbox }: { openInbox: OpenInbox }) {
  const { router, toasts } = useApp();
  const t = useStrings();
  const isInThread = useComputed(() => {
    const { value: route } = router.route;
    return route.name === 'topics' && route.shown?.pane === 'thread';
  }).value;
  const shown = withLostParts(
    { toasts: toasts.toasts.value, onDismiss: toasts.dismiss },
    { text: t.trouble.part, reload: t.trouble.reload },
    () => location.reload(),
  );
  return (
    <>
      <Screen openInbox={openInbox} />
      <ToastStack {...shown} isInThread={isInThread} closeLabel={t.close} onHold={toasts.hold} />
    </>
  );
}

const OUTSIDE: ReadonlySet<Route['name']> = new Set(['sign-in', 'sign-up', 'confirm', 'forgot', 'reset', 'invitation']);

function Screen({ openInbox }: { openInbox: OpenInbox }) {
  const { account, router } = useApp();
  const t = useStrings();
  const route = router.route.value;
  const who = account.who.value;

  switch (route.name) {
    case 'confirm':
      return <ConfirmScreen />;
    case 'reset':
      return <ResetScreen />;
    case 'invitation':
      return <InvitationScreen />;
    case 'sign-up':
    case 'forgot':
      if (who.name === 'signed-in') return <Go to={{ name: 'home' }} />;
      return route.name === 'sign-up' ? <SignUpScreen /> : <ForgotScreen />;
    case 'sign-in':
      return who.name === 'signed-in' ? (
        <Go to={`${returnPath(location.search) ?? '/inbox'}${location.hash}`} />
      ) : (
        <SignInScreen />
      );
  }
  switch (who.name) {
    case 'unknown':
      return <main class="h-full bg-surface" aria-busy="true" />;
    case 'unreachable':
      return (
        <main class="h-full">
          <Placard isPage title={t.trouble.page} hint={t.trouble.offline}>
            <Button onClick={account.load}>{t.tryAgain}</Button>
          </Placard>
        </main>
      );
    case 'signed-out':
      return <Go to={signInPath(route)} />;
    case 'signed-in':
      return <Inside route={route} openInbox={openInbox} />;
    default:
      return who satisfies never;
  }
}

function Inside({ route, openInbox }: { route: Exclude<Route, { name: 'sign-in' }>; openInbox: OpenInbox }) {
  const { account } = useApp();
  const t = useStrings();
  const who = account.who.value;
  if (who.name !== 'signed-in') return null;
  const { me } = who;
  const first = lastWorkspace(me.workspaces);

  if (!first || route.name === 'new-workspace') return <NewWorkspaceScreen isFirst={!first} />;
  if (route.name === 'sessions') return <Go to={{ name: 'settings', workspaceId: first.id, section: 'security' }} />;
  if (route.name === 'home') return <Go to={firstList(first.id)} />;
  const membership = 'workspaceId' in route && me.workspaces.find(({ id }) => id === route.workspaceId);
  if ('workspaceId' in route && membership) {
    const opened = openInbox(me.user.id, membership);
    return (
      <>
        {route.name === 'settings' ? (
          <SettingsScreen opened={opened} section={route.section} />
        ) : route.name === 'report' ? (
          <ReportScreen opened={opened} />
        ) : route.name === 'articles' ? (
          <ArticlesScreen opened={opened} at={route.at} />
        ) : (
          <InboxScreen key={route.workspaceId} inbox={opened.inbox} route={route} />
        )}
        <Beside inbox={opened.inbox} userId={me.user.id} />
      </>
    );
  }
  return (
    <main class="h-full">
      <Placard isPage title={t.trouble.unknownPage}>
        <a href="/inbox" class="font-medium text-accent hover:underline">
          {t.trouble.toInbox}
        </a>
      </Placard>
    </main>
  );
}

function Go({ to }: { to: Route | string }) {
  const { router } = useApp();
  const path = typeof to === 'string' ? to : pathOf(to);
  useEffect(() => router.go(path, 'replace'), [router, path]);
  return null;
}

const signInPath = (route: Route): string =>
  route.name === 'home' || OUTSIDE.has(route.name)
    ? '/inbox/sign-in'
    : `/inbox/sign-in?${new URLSearchParams({ to: location.pathname + location.search })}`;
