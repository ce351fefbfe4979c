import { TARGET_KINDS } from '@everthread/shared/client/target-kinds';
import type { Target } from '@everthread/shared/models/target';
import type { TargetKind } from '@everthread/shared/models/topic-target';
import type { View } from '@everthread/shared/models/view';
import { useId } from 'preact/hooks';
import { type TargetWords, useTargetWords } from '../../locales/en-targets.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { SettingCard, SwitchSetting, TextSetting } from '../settings/setting.tsx';
import { SegmentEditor } from './segment-editor.tsx';

const CHOICES: Readonly<Record<TargetKind, readonly number[]>> = {
  first: [5, 15, 30, 60, 120, 240, 480, 960, 1_440, 2_880],
  next: [5, 15, 30, 60, 120, 240, 480, 960, 1_440, 2_880],
  done: [60, 240, 480, 960, 1_440, 2_880, 4_320, 7_200, 10_080, 20_160],
};

type TargetCardProps = {
  inbox: InboxModel;
  target: Target;
  views: readonly View[]; // that all see
  disabled: boolean;
  onSave: (what: string, target: Target) => void;
  onRemove: () => void;
};

/** One target: of which topics it holds, within what time, and which time counts. */
export function TargetCard({ inbox, target, views, disabled, onSave, onRemove }: TargetCardProps) {
  const w = useTargetWords();
  const id = useId();
  const change = (what: string, to: Partial<Target>) => onSave(`${target.name}, ${what}`, { ...target, ...to });
  const isViewGone = target.viewId !== null && !views.some((view) => view.id === target.viewId);
  return (
    <SettingCard at={target.id} title={target.name}>
      <div class="flex flex-col gap-5">
        <div class="flex items-end gap-2">
          <div class="min-w-0 flex-1">
            <TextSetting
              label={w.name}
              value={target.name}
              maxLength={60}
              disabled={disabled}
              onSave={(name) => change(w.name, { name })}
            />
          </div>
          {!disabled && (
            <Button look="quiet" size="icon" aria-label={w.remove(target.name)} onClick={onRemove}>
              <Icon name="bin" />
            </Button>
          )}
        </div>
        <div class="flex max-w-md flex-col gap-1.5">
          <label for={`${id}-whose`} class="font-medium">
            {w.whose}
          </label>
          <Select
            id={`${id}-whose`}
            value={target.viewId ?? ''}
            disabled={disabled}
            onChange={({ currentTarget }) =>
              change(w.whose, { viewId: views.find((view) => view.id === currentTarget.value)?.id ?? null })
            }
          >
            <option value="">{w.all}</option>
            {views.map((view) => (
              <option key={view.id} value={view.id}>
                {view.name}
              </option>
            ))}
            {isViewGone && <option value={target.viewId ?? ''}>{w.goneView}</option>}
          </Select>
        </div>
        {target.viewId === null && (
          <SegmentEditor
            inbox={inbox}
            label={w.segment}
            whenAll={w.everybody}
            filters={target.filters}
            disabled={disabled}
            onSave={(filters) => change(w.segment, { filters })}
          />
        )}
        <fieldset class="m-0 min-w-0">
          <legend class="mb-1.5 font-medium">{w.times}</legend>
          <div class="grid grid-cols-1 items-end gap-3 two:grid-cols-2">
            {TARGET_KINDS.map((kind) => (
              <Within
                key={kind}
                label={w.kinds[kind]}
                minutes={target.minutes[kind]}
                choices={CHOICES[kind]}
                disabled={disabled}
                onChange={(minutes) => change(w.kinds[kind], { minutes: { ...target.minutes, [kind]: minutes } })}
              />
            ))}
          </div>
          <p class="mt-2 text-small text-pretty text-soft">{w.restsHint}</p>
        </fieldset>
        <SwitchSetting
          label={w.office}
          hint={w.officeHint}
          isOn={target.inOfficeHours}
          disabled={disabled}
          onSave={(inOfficeHours) => change(w.office, { inOfficeHours })}
        />
      </div>
    </SettingCard>
  );
}

type WithinProps = {
  label: string;
  minutes: number | null;
  choices: readonly number[];
  disabled: boolean;
  onChange: (minutes: number | null) => void;
};

function Within({ label, minutes, choices, disabled, onChange }: WithinProps) {
  const w = useTargetWords();
  const id = useId();
  const all = [...new Set(minutes === null ? choices : [...choices, minutes])].toSorted((a, b) => a - b);
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="text-soft">
        {label}
      </label>
      <Select
        id={id}
        value={minutes ?? ''}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.value ? Number(currentTarget.value) : null)}
      >
        <option value="">{w.off}</option>
        {all.map((of) => (
          <option key={of} value={of}>
            {lengthWords(of, w)}
          </option>
        ))}
      </Select>
    </div>
  );
}

const lengthWords = (minutes: number, w: TargetWords): string =>
  minutes % 1_440 === 0 ? w.days(minutes / 1_440) : minutes % 60 === 0 ? w.hours(minutes / 60) : w.minutes(minutes);
