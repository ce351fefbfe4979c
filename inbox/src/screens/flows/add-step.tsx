import type { FlowStep } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { type AddedKind, addStep, type Branch, newStep } from '../../models/edit-steps.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Select } from '../../ui/select.tsx';

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
  return (
    <Select
      size="small"
      aria-label={label}
      value=""
      onChange={({ currentTarget }) => {
        const step = newStep(all, currentTarget.value as AddedKind, language, fresh);
        currentTarget.value = '';
        if (step) onChange(addStep(all, within, step));
      }}
      style={{ marginTop: isFirst ? 0 : '0.75rem', maxWidth: '100%' }}
    >
      <option value="" disabled>
        {label}
      </option>
      {offered.map((kind) => (
        <option key={kind} value={kind}>
          {w.kinds[kind]}
        </option>
      ))}
    </Select>
  );
}
