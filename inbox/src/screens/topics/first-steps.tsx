import type { WorkspaceId } from '@everthread/shared/models/ids';
import { enFirstSteps, type FirstStepWords } from '../../locales/en-first-steps.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { pathOf, type Route } from '../../routes.ts';
import { Icon } from '../../ui/icon.tsx';

type Step = { id: keyof FirstStepWords['steps']; to: Route; isDone: boolean };

/** What a workspace wants in which nobody has written yet, and the way to each. */
export function FirstSteps({ inbox, workspaceId }: { inbox: InboxModel; workspaceId: WorkspaceId }) {
  const workspace = inbox.roster.workspace.value;
  const words = enFirstSteps;
  const steps: readonly Step[] = [
    {
      id: 'install',
      to: { name: 'settings', workspaceId, section: 'install' },
      isDone: (workspace?.seenOrigins.length ?? 0) > 0,
    },
    { id: 'hours', to: { name: 'settings', workspaceId, section: 'hours' }, isDone: false },
    { id: 'articles', to: { name: 'articles', workspaceId }, isDone: false },
    {
      id: 'people',
      to: { name: 'settings', workspaceId, section: 'people' },
      isDone: (workspace?.agents.length ?? 0) > 1,
    },
  ];
  return (
    <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
      <div>
        <h2 class="text-read font-medium">{words.title}</h2>
        <p class="text-soft">{words.hint}</p>
      </div>
      <ul class="flex flex-col gap-2">
        {steps.map(({ id, to, isDone }) => (
          <li key={id}>
            <a
              href={pathOf(to)}
              class="flex gap-3 rounded-medium border border-line p-3 transition-colors hover:bg-raised"
            >
              <span class="min-w-0 flex-1">
                <span class="block font-medium">{words.steps[id].title}</span>
                <span class="block text-soft">{words.steps[id].hint}</span>
              </span>
              {isDone ? (
                <span class="text-accent">
                  <Icon name="check" class="mt-0.5" />
                  <span class="sr-only">{words.done}</span>
                </span>
              ) : (
                <Icon name="back" class="mt-0.5 rotate-180 text-faint" />
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
