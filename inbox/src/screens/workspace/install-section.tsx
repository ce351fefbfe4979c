import { useEffect } from 'preact/hooks';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard } from '../settings/setting.tsx';
import { useWorkspaceSettings } from '../settings/use-workspace-settings.ts';
import { WhenLoaded } from '../settings/when-loaded.tsx';
import { useWords } from '../settings/words.ts';
import { AllowedOrigins } from './allowed-origins.tsx';
import { CopyTag } from './copy-tag.tsx';
import { SeenOrigins } from './seen-origins.tsx';

const LOOK_AGAIN_MS = 5_000;

/** The tag, and on which sites it runs and may run. */
export function InstallSection({ inbox, api }: SectionProps) {
  const w = useWords();
  const { roster } = inbox;
  const { settings, change } = useWorkspaceSettings(inbox, api);
  useEffect(() => {
    // Whoever is just putting the tag on a page looks here for the first sign of it.
    const timer = setInterval(() => document.visibilityState === 'visible' && void roster.load(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [roster]);

  const tag = `<script async src="${location.origin}/w.js" data-workspace="${inbox.workspaceId.value}"></script>`;
  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.install.lead}</p>
      <SettingCard at="tag" title={w.install.tag} hint={w.install.options}>
        <CopyTag tag={tag} />
      </SettingCard>
      <WhenLoaded roster={roster} settings={settings}>
        {(workspace) => (
          <>
            <SeenOrigins workspace={workspace} />
            <AllowedOrigins
              origins={workspace.allowedOrigins}
              mayChange={roster.isManager.value}
              onChange={(origins) => change(w.install.originsTitle, 'allowedOrigins', origins)}
            />
          </>
        )}
      </WhenLoaded>
    </>
  );
}
