import type { FlowStep } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useRef } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { type AddedKind, addStep, type Branch, newStep } from '../../models/edit-steps.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, menuItem } from '../../ui/menu.tsx';

const KINDS: readonly AddedKind[] = [
  'say',
  'ask',
  'choose',
  'if',
  'route',
  'tag',
  'promise',
  'look-up',
  'search',
  'person',
];

type AddStepProps = {
  all: readonly FlowStep[];
  within: (Branch & { name: string }) | null;
  isFirst: boolean;
  /** Nothing with branches of its own comes in here any more. */
  isDeepest: boolean;
  language: FlowLanguage;
  inbox: InboxModel;
  onChange: (all: FlowStep[]) => void;
};

/** One step more at the end of a list, of a kind that is chosen. */
export function AddStep({ all, within, isFirst, isDeepest, language, inbox, onChange }: AddStepProps) {
  const w = useFlowsWords();
  const workspace = inbox.roster.workspace.value;
  const fresh = { ...w.fresh, teamId: workspace?.teams[0]?.id, tagId: workspace?.tags[0]?.id };
  const label = within ? w.addAfter(within.name) : w.add;
  const offered = KINDS.filter(
    (kind) =>
      !(isDeepest && (kind === 'choose' || kind === 'if')) &&
      (kind !== 'route' || fresh.teamId) &&
      (kind !== 'tag' || fresh.tagId),
  );
  const list = useRef<HTMLDivElement>(null);

  /** Whoever has chosen goes on in the step that came of it. */
  function choose(kind: AddedKind): void {
    const step = newStep(all, kind, language, fresh);
    if (!step) return;
    onChange(addStep(all, within, step));
    const around = list.current?.parentElement;
    requestAnimationFrame(() => {
      const added = around?.querySelector(`[data-step="${step.id}"]`);
      const field = added?.querySelector<HTMLElement>('input, textarea, select');
      (field ?? added?.querySelector<HTMLElement>('button:enabled'))?.focus();
    });
  }

  // A menu, and no list of the browser's: there an arrow key would add the next kind already, and never the one behind.
  return (
    <div ref={list} class={isFirst ? '' : 'mt-3'}>
      <Menu label={label} face={<AddFace words={label} />}>
        <ul>
          {offered.map((kind) => (
            <li key={kind}>
              <button type="button" class={menuItem} onClick={() => choose(kind)}>
                {w.kinds[kind]}
              </button>
            </li>
          ))}
        </ul>
      </Menu>
    </div>
  );
}

/** What a menu that adds something looks like. */
export const AddFace = ({ words }: { words: string }) => (
  <span class="flex items-center gap-1.5 text-start text-small font-medium">
    <Icon name="plus" /> {words}
  </span>
);
