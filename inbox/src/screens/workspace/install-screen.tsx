import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { WorkspaceChange } from '@everthread/shared/models/workspace';
import { useEffect, useMemo } from 'preact/hooks';
import type { TeamApi } from '../../api/team-api.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { WorkspaceModel } from '../../models/workspace-model.ts';
import { Button } from '../../ui/button.tsx';
import { Page, Section } from '../page.tsx';
import { AllowedOrigins } from './allowed-origins.tsx';
import { CopyTag } from './copy-tag.tsx';
import { SeenOrigins } from './seen-origins.tsx';
import { WorkspaceNameForm } from './workspace-name-form.tsx';

const LOOK_AGAIN_MS = 5_000;

export function InstallScreen({ workspaceId, api }: { workspaceId: WorkspaceId; api: TeamApi }) {
  const { account, toasts } = useApp();
  const t = useStrings();
  const model = useMemo(() => new WorkspaceModel(api), [api]);
  const state = model.state.value;
  useEffect(() => {
    void model.load();
    // Whoever is just putting the tag on a page looks here for the first sign of it.
    const timer = setInterval(() => document.visibilityState === 'visible' && void model.load(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [model]);

  const who = account.who.value;
  const role = who.name === 'signed-in' && who.me.workspaces.find(({ id }) => id === workspaceId)?.role;
  const mayChange = role === 'owner' || role === 'admin';

  async function change(what: WorkspaceChange): Promise<void> {
    try {
      await model.change(what);
      toasts.show({ tone: 'news', text: t.install.saved });
      if (what.name !== undefined) void account.load();
    } catch (error) {
      const action = { label: t.tryAgain, run: () => void change(what) };
      toasts.show({ tone: 'trouble', text: `${t.install.notSaved}. ${errorWords(error, t)}`, action });
    }
  }

  const inboxPath = `/inbox/${workspaceId}/open`;
  return (
    <Page title={t.install.title} lead={t.install.lead} backTo={inboxPath}>
      <Section title={t.install.tag} hint={t.install.options}>
        <CopyTag tag={`<script async src="${location.origin}/w.js" data-workspace="${workspaceId}"></script>`} />
      </Section>
      {state.name === 'loading' && <div class="bone h-40 rounded-large" aria-busy="true" />}
      {state.name === 'failed' && (
        <div class="flex items-center justify-between gap-3">
          <p>{t.trouble.page}</p>
          <Button onClick={model.load}>{t.tryAgain}</Button>
        </div>
      )}
      {state.name === 'ready' && (
        <>
          <SeenOrigins workspace={state.workspace} />
          <AllowedOrigins
            origins={state.workspace.allowedOrigins}
            mayChange={mayChange}
            onChange={(allowedOrigins) => void change({ allowedOrigins })}
          />
          <WorkspaceNameForm
            key={state.workspace.name}
            name={state.workspace.name}
            mayChange={mayChange}
            onChange={(name) => void change({ name })}
          />
        </>
      )}
    </Page>
  );
}
