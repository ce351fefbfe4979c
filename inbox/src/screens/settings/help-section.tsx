import type { HelpColor } from '@everthread/shared/models/help';
import { useHelpWords } from '../../locales/en-help.ts';
import { Button } from '../../ui/button.tsx';
import { LogoSetting } from './logo-setting.tsx';
import type { SectionProps } from './sections.ts';
import { OnlyManagers, SettingCard, SwitchSetting, TextSetting } from './setting.tsx';
import { useWorkspaceSettings } from './use-workspace-settings.ts';
import { Unloaded } from './when-loaded.tsx';

const ADDRESS_MAX_LENGTH = 300;

// As the help centre shows them; whole names, so that the build finds them.
const COLORS: Readonly<Record<HelpColor, string>> = {
  indigo: 'bg-[light-dark(#4b3fe0,#a9a3ff)]',
  blue: 'bg-[light-dark(#1f5fbf,#8fbcff)]',
  teal: 'bg-[light-dark(#0b6b73,#6fced4)]',
  green: 'bg-[light-dark(#1d6b3c,#7bd49c)]',
  amber: 'bg-[light-dark(#8a5300,#f0b95b)]',
  red: 'bg-[light-dark(#b3261e,#ff9d94)]',
  pink: 'bg-[light-dark(#a8236f,#ff9fd0)]',
  slate: 'bg-[light-dark(#44525c,#b9c6cf)]',
};

/** Whether there is a help centre, how it looks, and where it is. */
export function HelpSection({ inbox, api }: SectionProps) {
  const w = useHelpWords();
  const { workspace, change } = useWorkspaceSettings(inbox, api);
  if (!workspace) return <Unloaded roster={inbox.roster} />;
  const disabled = !inbox.roster.isManager.value;

  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      <SettingCard at="help" title={w.shown.title} hint={w.shown.hint}>
        <SwitchSetting
          label={w.shown.on}
          isOn={workspace.showsHelp}
          disabled={disabled}
          onSave={(isOn) => change(w.shown.title, 'showsHelp', isOn)}
        />
        {workspace.showsHelp && (
          <p class="mt-3 ps-7">
            <a class="text-accent underline" href={`/help/${workspace.id}`} target="_blank" rel="noopener">
              {w.shown.open}
            </a>
          </p>
        )}
        {disabled && <OnlyManagers />}
      </SettingCard>
      <SettingCard at="help-color" title={w.color.title} hint={w.color.hint}>
        <Colors
          chosen={workspace.helpColor}
          disabled={disabled}
          onChoose={(color) => change(w.color.title, 'helpColor', color)}
        />
      </SettingCard>
      <SettingCard at="help-logo" title={w.logo.title} hint={w.logo.hint}>
        <LogoSetting inbox={inbox} logo={workspace.logo} disabled={disabled} />
      </SettingCard>
      <SettingCard at="help-address" title={w.address.title} hint={w.address.hint}>
        <TextSetting
          label={w.address.label}
          value={workspace.helpUrl ?? ''}
          maxLength={ADDRESS_MAX_LENGTH}
          hint={w.address.how}
          disabled={disabled}
          onSave={(typed) => change(w.address.title, 'helpUrl', typed.replace(/\/$/, ''))}
        />
        {workspace.helpUrl && !disabled && (
          <div class="mt-3">
            <Button onClick={() => change(w.address.title, 'helpUrl', null)}>{w.address.clear}</Button>
          </div>
        )}
      </SettingCard>
    </>
  );
}

type ColorsProps = { chosen: HelpColor; disabled: boolean; onChoose: (color: HelpColor) => void };

function Colors({ chosen, disabled, onChoose }: ColorsProps) {
  const w = useHelpWords();
  return (
    <div role="radiogroup" aria-label={w.color.title} class="flex flex-wrap gap-2">
      {(Object.keys(COLORS) as HelpColor[]).map((color) => (
        <label
          key={color}
          class="flex cursor-pointer items-center gap-2 rounded-medium border border-line px-3 py-2 has-checked:border-accent has-checked:bg-chosen has-disabled:cursor-default has-disabled:text-soft"
        >
          <input
            type="radio"
            name="help-color"
            checked={color === chosen}
            disabled={disabled}
            onChange={() => onChoose(color)}
            class="accent-accent"
          />
          <span aria-hidden="true" class={`size-4 rounded-full forced-color-adjust-none ${COLORS[color]}`} />
          {w.color.names[color]}
        </label>
      ))}
    </div>
  );
}
