import type { ViewId } from '@everthread/shared/models/ids';
import type { View } from '@everthread/shared/models/view';
import { useEffect } from 'preact/hooks';
import { enUpkeep } from '../../locales/en-upkeep.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { mayChangeView } from '../views/may-change-view.ts';
import type { SectionProps } from './sections.ts';
import { SettingCard, TextSetting } from './setting.tsx';
import { useSave } from './use-save.ts';
import { useSettingsApi } from './use-settings-api.ts';

/** The views that everybody sees: renamed, put in order and deleted, each with a way back. */
export function ViewsSection({ inbox }: SectionProps) {
  const w = enUpkeep.views;
  const save = useSave();
  const api = useSettingsApi(inbox);
  const { views } = inbox.topics;
  const { roster } = inbox;
  useEffect(() => void views.load(), [views]);
  if (!views.isKnown.value) return <div class="bone h-40 rounded-large" aria-busy="true" />;
  const shared = views.views.value.filter(({ isShared }) => isShared);
  const isManager = roster.isManager.value;

  /** Seen at once; what the server then says of all views has the last word. */
  async function order(ids: readonly ViewId[]): Promise<void> {
    const place = (view: View) => (view.isShared ? ids.indexOf(view.id) : -1);
    views.views.value = views.views.peek().toSorted((a, b) => place(a) - place(b));
    await views.changing(() => api.orderViews(ids));
  }

  function move(at: number, step: 1 | -1): void {
    const before = shared.map(({ id }) => id);
    const after = before.with(at, before[at + step] as ViewId).with(at + step, before[at] as ViewId);
    void save({ what: w.order, put: () => order(after), back: () => order(before) });
  }

  const rename = ({ id, name }: View, to: string) =>
    void save({ what: to, put: () => views.change(id, { name: to }), back: () => views.change(id, { name }) });

  function remove(view: View): void {
    const { ownerId: _, ...kept } = view;
    const before = shared.map(({ id }) => id);
    void save({
      what: view.name,
      said: w.removed(view.name),
      put: () => views.remove(view.id),
      back: async () => {
        await views.create(kept);
        if (isManager) await order(before);
      },
    });
  }

  return (
    <SettingCard at="views" title={w.title} hint={w.hint}>
      {shared.length === 0 && <p class="text-soft">{w.none}</p>}
      <ol class="flex flex-col">
        {shared.map((view, at) => {
          const mayChange = mayChangeView(view, inbox);
          return (
            <li
              key={view.id}
              class="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-0"
            >
              <div class="min-w-0 flex-1 basis-52">
                <TextSetting
                  label={w.name}
                  isLabelSeen={false}
                  value={view.name}
                  maxLength={60}
                  disabled={!mayChange}
                  onSave={(name) => rename(view, name)}
                />
                <p class="mt-1 px-1 text-small text-faint">
                  <bdi>{w.by(roster.nameOfAgent(view.ownerId) ?? w.somebody)}</bdi>
                </p>
              </div>
              <div class="flex items-center">
                {isManager && shared.length > 1 && (
                  <>
                    <Button
                      look="quiet"
                      size="icon"
                      aria-label={w.up(view.name)}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    >
                      <Icon name="down" class="rotate-180" />
                    </Button>
                    <Button
                      look="quiet"
                      size="icon"
                      aria-label={w.down(view.name)}
                      disabled={at === shared.length - 1}
                      onClick={() => move(at, 1)}
                    >
                      <Icon name="down" />
                    </Button>
                  </>
                )}
                {mayChange && (
                  <Button look="quiet" size="icon" aria-label={w.remove(view.name)} onClick={() => remove(view)}>
                    <Icon name="bin" />
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {!isManager && shared.length > 0 && <p class="mt-3 text-small text-faint">{w.onlyMakers}</p>}
    </SettingCard>
  );
}
