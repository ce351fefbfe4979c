import { useMemo } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { NAME_MAX_LENGTH } from '../../limits.ts';
import { WorkspaceSettingsModel } from '../../models/workspace-settings-model.ts';
import type { SectionProps } from './sections.ts';
import { OnlyManagers, SettingCard, TextSetting } from './setting.tsx';
import { useSave } from './use-save.ts';
import { WhenLoaded } from './when-loaded.tsx';
import { useWords } from './words.ts';

export function GeneralSection({ inbox, api }: SectionProps) {
  const { account } = useApp();
  const w = useWords();
  const save = useSave();
  const { roster } = inbox;
  const settings = useMemo(() => new WorkspaceSettingsModel(roster, api), [roster, api]);

  async function rename(name: string): Promise<void> {
    await settings.change({ name });
    void account.load();
  }

  return (
    <WhenLoaded roster={roster} settings={settings}>
      {({ name }) => (
        <SettingCard at="name" title={w.general.name} hint={w.general.nameHint}>
          <TextSetting
            label={w.general.name}
            isLabelSeen={false}
            value={name}
            maxLength={NAME_MAX_LENGTH}
            disabled={!roster.isManager.value}
            onSave={(typed) => void save({ what: w.general.name, put: () => rename(typed), back: () => rename(name) })}
          />
          {!roster.isManager.value && <OnlyManagers />}
        </SettingCard>
      )}
    </WhenLoaded>
  );
}
