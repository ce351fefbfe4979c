import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createTeamApi } from '../../api/team-api.ts';
import { useApp } from '../../app-context.ts';
import { enFirstSteps, type FirstStepWords } from '../../locales/en-first-steps.ts';
import { pathOf, type Route } from '../../routes.ts';
import { Icon } from '../../ui/icon.tsx';

type FirstStepsProps = { workspaceId: WorkspaceId; otherwise: ComponentChildren };

/** What a workspace wants in which nobody has written yet, and the way to each. `otherwise`: where all of it is done. */
export function FirstSteps({ workspaceId, otherwise }: FirstStepsProps) {
  const { account } = useApp();
  const isNew = useSignal<boolean | undefined>(undefined);
  useEffect(() => {
    const api = createTeamApi(createCall(window.fetch.bind(window), account.turnAway), workspaceId);
    void api.topics({ filters: { status: ['done'] }, sort: 'newest' }).then(
      ({ topics }) => {
        isNew.value = topics.length === 0;
      },
      () => {
        isNew.value = false;
      },
    );
  }, [workspaceId]);
  if (isNew.value === undefined) return null;
  if (!isNew.value) return otherwise;

  const words = enFirstSteps;
  const steps: readonly [keyof FirstStepWords['steps'], Route][] = [
    ['install', { name: 'settings', workspaceId, section: 'install' }],
    ['hours', { name: 'settings', workspaceId, section: 'hours' }],
    ['articles', { name: 'articles', workspaceId }],
    ['people', { name: 'settings', workspaceId, section: 'people' }],
  ];
  return (
    <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 class="text-read font-medium">{words.title}</h2>
        <p class="text-soft">{words.hint}</p>
      </div>
      <ul class="flex flex-col gap-2">
        {steps.map(([id, to]) => (
          <li key={id}>
            <a
              href={pathOf(to)}
              class="flex gap-3 rounded-medium border border-line p-3 transition-colors hover:bg-raised"
            >
              <span class="min-w-0 flex-1">
                <span class="block font-medium">{words.steps[id].title}</span>
                <span class="block text-soft">{words.steps[id].hint}</span>
              </span>
              <Icon name="back" class="mt-0.5 rotate-180 text-faint" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
