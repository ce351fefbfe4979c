import { advance, type FlowDoing, type FlowInput, type FlowState } from '@everthread/shared/client/advance-flow';
import { asksForPerson } from '@everthread/shared/client/asks-for-person';
import { type FlowFacts, holds, NO_FACTS } from '@everthread/shared/client/flow-facts';
import { wordsIn } from '@everthread/shared/client/flow-steps';
import type { FlowAsked, FlowPlan } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { createModel, signal } from '@preact/signals';

/** What the conversation with the visitor who is not there shows. `told`: what the flow does that nobody sees. */
export type PreviewLine =
  | { by: 'bot'; text: string; asks?: FlowAsked | undefined }
  | { by: 'visitor'; text: string }
  | { by: 'launcher'; text: string } // shown beside it
  | { by: 'told'; doing: Exclude<FlowDoing, { do: 'say' }> };

/** What its look-ups find, by name; what is not named is found as its name. Null: they fail. */
export type Found = Readonly<Record<string, string>> | null;

/** A flow as a visitor of whom this is so meets it, run by the same engine. His first message is among what is so. */
export const FlowPreview = createModel(
  (plan: FlowPlan, language: FlowLanguage, given: Partial<FlowFacts> = {}, found: Found = {}) => {
    const first = given.text ?? '';
    const state = signal<FlowState>({ name: 'new' });
    const lines = signal<readonly PreviewLine[]>([]);
    let text = first;

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
      if (lookUp) {
        const fields = found && Object.fromEntries(lookUp.uses.map((name) => [name, found[name] ?? `‹${name}›`]));
        take({ kind: 'looked-up', fields });
      }
    }

    function restart(): void {
      state.value = { name: 'new' };
      text = first;
      lines.value = [
        ...(plan.shows ? [{ by: 'launcher' as const, text: wordsIn(plan.shows.words, language) }] : []),
        ...(first ? [{ by: 'visitor' as const, text: first }] : []),
      ];
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
        take(asksForPerson(text) ? { kind: 'person' } : { kind: 'said', text });
      },
      callPerson: () => take({ kind: 'person' }),
    };
  },
);
export type FlowPreview = InstanceType<typeof FlowPreview>;

/** Whether it begins with a visitor of whom this is so; where he has not written yet, whatever he may write. */
export const fitsVisitor = ({ conditions }: FlowPlan, facts: Partial<FlowFacts>): boolean =>
  conditions.every(
    (each) => (each.kind === 'words' && !facts.text) || holds(each, { ...NO_FACTS, ...facts, known: {} }),
  );
