import { advance, type FlowDoing, type FlowInput, type FlowState } from '@everthread/shared/client/advance-flow';
import { type FlowFacts, holds, NO_FACTS } from '@everthread/shared/client/flow-facts';
import type { FlowAsked, FlowPlan } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { createModel, signal } from '@preact/signals';

/** What the conversation with the visitor who is not there shows. `told`: what the flow does that nobody sees. */
export type PreviewLine =
  | { by: 'bot'; text: string; asks?: FlowAsked | undefined }
  | { by: 'visitor'; text: string }
  | { by: 'told'; doing: Exclude<FlowDoing, { do: 'say' }> };

/** A flow as a visitor of whom this is so meets it, run by the same engine; its look-ups answer with the names of their fields. */
export const FlowPreview = createModel((plan: FlowPlan, language: FlowLanguage, given: Partial<FlowFacts> = {}) => {
  const state = signal<FlowState>({ name: 'new' });
  const lines = signal<readonly PreviewLine[]>([]);
  let text = '';

  function take(input: FlowInput): void {
    const turn = advance(plan, state.peek(), input, {
      atMs: 0,
      language,
      facts: { ...NO_FACTS, language, ...given, text },
    });
    state.value = turn.state;
    lines.value = [
      ...lines.peek(),
      ...turn.doings.flatMap((doing): PreviewLine[] => {
        if (doing.do !== 'say') return [{ by: 'told', doing }];
        return [{ by: 'bot', text: doing.text, asks: doing.asks }];
      }),
    ];
    const lookUp = turn.doings.find((doing) => doing.do === 'look-up');
    if (lookUp) take({ kind: 'looked-up', fields: Object.fromEntries(lookUp.uses.map((name) => [name, `‹${name}›`])) });
  }

  function restart(): void {
    state.value = { name: 'new' };
    lines.value = [];
    take({ kind: 'begun' });
  }

  restart();
  return {
    state,
    lines,
    restart,
    say(said: string): void {
      text = said;
      lines.value = [...lines.peek(), { by: 'visitor', text }];
      take({ kind: 'said', text });
    },
    callPerson: () => take({ kind: 'person' }),
  };
});
export type FlowPreview = InstanceType<typeof FlowPreview>;

/** Whether it begins with a visitor of whom this is so, whatever he writes. */
export const fitsVisitor = (plan: FlowPlan, facts: Partial<FlowFacts>): boolean =>
  plan.conditions.every((each) => each.kind === 'words' || holds(each, { ...NO_FACTS, ...facts, known: {} }));
