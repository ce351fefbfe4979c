import type { IdentityMode } from '@everthread/shared/models/workspace';
import { useEffect, useMemo } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import { SecretsModel } from '../../models/secrets-model.ts';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard, SwitchSetting } from '../settings/setting.tsx';
import { useWorkspaceSettings } from '../settings/use-workspace-settings.ts';
import { Unloaded } from '../settings/when-loaded.tsx';
import { useWords } from '../settings/words.ts';
import { Code } from './copy-text.tsx';
import { PAGE_CODE, serverCode } from './identity-code.ts';
import { IdentitySecrets } from './identity-secrets.tsx';

/** How the workspace's own server proves who its visitors are, and whether anybody else may write. */
export function IdentitySection({ inbox, api }: SectionProps) {
  const t = useStrings();
  const w = useWords();
  const { workspace, change } = useWorkspaceSettings(inbox, api);
  const secrets = useMemo(() => new SecretsModel(api), [api]);
  useEffect(() => void secrets.load(), [secrets]);

  const live = secrets.state.value;
  if (live.name === 'forbidden') return <p class="text-soft">{w.hidden}</p>;
  if (live.name === 'failed') {
    return <LoadFailed says={t.trouble.page} onRetry={() => void secrets.load()} />;
  }
  if (!workspace) return <Unloaded roster={inbox.roster} />;
  if (live.name !== 'ready') return <div class="bone h-40 rounded-large" aria-busy="true" />;

  const setMode = (mode: IdentityMode) => change(w.identity.enforceTitle, 'identityMode', mode);
  const newest = live.secrets.findLast(({ signs }) => signs === 'tokens')?.id;
  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.identity.lead}</p>
      <IdentitySecrets model={secrets} />
      <Enforce mode={workspace.identityMode} hasSecret={live.secrets.length > 0} onChange={setMode} />
      <SettingCard at="server" title={w.identity.codeTitle} hint={w.identity.codeHint}>
        <Code text={serverCode(workspace.id, newest ?? 'k-…')} />
      </SettingCard>
      <SettingCard at="page" title={w.identity.pageTitle} hint={w.identity.pageHint}>
        <Code text={PAGE_CODE} />
      </SettingCard>
    </>
  );
}

type EnforceProps = { mode: IdentityMode; hasSecret: boolean; onChange: (mode: IdentityMode) => void };

function Enforce({ mode, hasSecret, onChange }: EnforceProps) {
  const w = useWords();
  const isOn = mode === 'enforced';
  return (
    <SettingCard at="enforce" title={w.identity.enforceTitle}>
      <SwitchSetting
        label={w.identity.enforce}
        isOn={isOn}
        disabled={!isOn && !hasSecret}
        onSave={(on) => onChange(on ? 'enforced' : 'optional')}
        hint={
          <>
            <p>
              {!hasSecret ? w.identity.enforceNeedsSecret : isOn ? w.identity.enforceHint : w.identity.optionalHint}
            </p>
            {hasSecret && !isOn && <p class="mt-2">{w.identity.enforceHint}</p>}
          </>
        }
      />
    </SettingCard>
  );
}
