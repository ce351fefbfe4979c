import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { IdentityMode } from '@everthread/shared/models/workspace';
import { useEffect, useId, useMemo } from 'preact/hooks';
import type { TeamApi } from '../../api/team-api.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { SecretsModel } from '../../models/secrets-model.ts';
import { WorkspaceModel } from '../../models/workspace-model.ts';
import { Button } from '../../ui/button.tsx';
import { Page, Section } from '../page.tsx';
import { Code } from './copy-text.tsx';
import { PAGE_CODE, serverCode } from './identity-code.ts';
import { IdentitySecrets } from './identity-secrets.tsx';

/** How the workspace's own server proves who its visitors are, and whether anybody else may write. */
export function IdentityScreen({ workspaceId, api }: { workspaceId: WorkspaceId; api: TeamApi }) {
  const { toasts } = useApp();
  const t = useStrings();
  const workspace = useMemo(() => new WorkspaceModel(api), [api]);
  const secrets = useMemo(() => new SecretsModel(api), [api]);
  const load = () => void Promise.all([workspace.load(), secrets.load()]);
  useEffect(load, [api]);

  async function setMode(identityMode: IdentityMode): Promise<void> {
    try {
      await workspace.change({ identityMode });
      const text = identityMode === 'enforced' ? t.identity.enforced : t.identity.optional;
      toasts.show({ tone: 'news', text });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${t.install.notSaved}. ${errorWords(error, t)}` });
    }
  }

  const live = secrets.state.value;
  const state = workspace.state.value;
  const isLoading = live.name === 'loading' || state.name === 'loading';
  const newest = live.name === 'ready' ? live.secrets.at(-1)?.id : undefined;
  return (
    <Page title={t.identity.title} lead={t.identity.lead} backTo={`/inbox/${workspaceId}/open`}>
      {live.name === 'forbidden' ? (
        <p class="text-soft">{t.identity.onlyAdmins}</p>
      ) : isLoading ? (
        <div class="bone h-40 rounded-large" aria-busy="true" />
      ) : live.name === 'ready' && state.name === 'ready' ? (
        <>
          <IdentitySecrets model={secrets} />
          <Enforce
            mode={state.workspace.identityMode}
            hasSecret={live.secrets.length > 0}
            onChange={(mode) => void setMode(mode)}
          />
          <Section title={t.identity.codeTitle} hint={t.identity.codeHint}>
            <Code text={serverCode(workspaceId, newest ?? 'k-…')} />
          </Section>
          <Section title={t.identity.pageTitle} hint={t.identity.pageHint}>
            <Code text={PAGE_CODE} />
          </Section>
        </>
      ) : (
        <div class="flex items-center justify-between gap-3">
          <p>{t.trouble.page}</p>
          <Button onClick={load}>{t.tryAgain}</Button>
        </div>
      )}
    </Page>
  );
}

type EnforceProps = { mode: IdentityMode; hasSecret: boolean; onChange: (mode: IdentityMode) => void };

function Enforce({ mode, hasSecret, onChange }: EnforceProps) {
  const t = useStrings();
  const id = useId();
  const isOn = mode === 'enforced';
  return (
    <Section title={t.identity.enforceTitle}>
      <label class="flex items-start gap-3">
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          disabled={!isOn && !hasSecret}
          aria-describedby={id}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'enforced' : 'optional')}
          class="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span class="font-medium">{t.identity.enforce}</span>
      </label>
      <p id={id} class="mt-2 ps-7 text-pretty text-soft">
        {!hasSecret ? t.identity.enforceNeedsSecret : isOn ? t.identity.enforceHint : t.identity.optionalHint}
        {hasSecret && !isOn && <span class="mt-2 block">{t.identity.enforceHint}</span>}
      </p>
    </Section>
  );
}
