import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { Flow, FlowPlan } from '@everthread/shared/models/flow';
import type { FlowId } from '@everthread/shared/models/ids';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import type { FlowSaving } from '../../models/flow-draft-model.ts';
import { FlowsModel } from '../../models/flows-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useOnePress } from '../../ui/one-at-a-time.ts';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { Unloaded } from '../settings/when-loaded.tsx';
import { useWords } from '../settings/words.ts';
import { FlowCard } from './flow-card.tsx';
import { useFlowsApi } from './use-flows-api.ts';

const TEMPLATES = Object.keys(FLOW_TEMPLATES) as (keyof typeof FLOW_TEMPLATES)[];

/** What greets, asks and looks up before a person answers. For those who manage. */
export function FlowsSection({ inbox }: SectionProps) {
  const w = useFlowsWords();
  const { hidden } = useWords();
  const save = useSave();
  const api = useFlowsApi(inbox);
  const model = useMemo(() => new FlowsModel(api), [api]);
  const edited = useSignal<FlowId | null>(null);
  const isManager = inbox.roster.isManager.value;
  const begin = useOnePress(async (plan: FlowPlan) => {
    const id = inbox.newId() as string as FlowId;
    const isAdded = await save({
      what: plan.name,
      said: w.added(plan.name),
      put: () => model.save(id, plan),
      back: () => model.remove(id),
    });
    if (isAdded) edited.value = id;
  });
  useEffect(() => {
    if (isManager) void model.load();
  }, [model, isManager]);
  const state = model.state.value;
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;
  if (!isManager) return <p class="text-soft">{hidden}</p>;

  const switchTo = (flow: Flow, isOn: boolean): Promise<boolean> =>
    save({
      what: flow.plan.name,
      put: () => model.switchTo(flow.id, isOn, flow.plan),
      back: () => model.switchTo(flow.id, flow.isOn, flow.plan),
    });

  async function savePlan(flow: Flow, plan: FlowPlan, base: number): Promise<FlowSaving> {
    const before = model.find(flow.id)?.plan ?? flow.plan;
    let saved: Flow | undefined;
    let refused = '';
    await save({
      what: plan.name,
      put: async () => {
        saved = await model.save(flow.id, plan, base);
      },
      back: () => model.save(flow.id, before, saved?.version),
      onRefused: (words) => {
        refused = words;
      },
    });
    return saved ? { flow: saved } : { refused };
  }

  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      {state.name === 'loading' && <div class="bone h-40 rounded-large" aria-busy="true" />}
      {state.name === 'failed' && <LoadFailed says={w.failed} onRetry={() => void model.load()} />}
      {state.name === 'ready' && (
        <>
          {state.flows.map((flow) => (
            <FlowCard
              key={flow.id}
              flow={flow}
              inbox={inbox}
              isEdited={edited.value === flow.id}
              onEdit={(isEdited) => {
                edited.value = isEdited ? flow.id : null;
              }}
              onSwitch={(isOn) => void switchTo(flow, isOn)}
              onSave={(plan, base) => savePlan(flow, plan, base)}
              onRemove={() =>
                void save({
                  what: flow.plan.name,
                  said: w.removed(flow.plan.name),
                  put: () => model.remove(flow.id),
                  back: () => model.save(flow.id, flow.plan),
                })
              }
              readSecret={() => api.flowSecret(flow.id)}
            />
          ))}
          <SettingCard at="flow-templates" title={w.begin} {...(state.flows.length === 0 && { hint: w.none })}>
            <ul class="flex flex-wrap gap-2">
              {TEMPLATES.map((name) => (
                <li key={name}>
                  <Button class="text-start" onClick={() => void begin(FLOW_TEMPLATES[name])}>
                    <Icon name="plus" /> {w.templates[name]}
                  </Button>
                </li>
              ))}
            </ul>
          </SettingCard>
        </>
      )}
    </>
  );
}
