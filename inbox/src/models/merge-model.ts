import type { Clock } from '@everthread/shared/client/clock';
import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import type { Search, SearchAnswer } from '@everthread/shared/models/search';
import type { MergePreview } from '@everthread/shared/models/visitor-merge';
import { createModel, effect, signal } from '@preact/signals';
import type { VisitorApi } from '../api/visitor-api.ts';

/** Somebody who may be the same person. */
export type Candidate = { id: VisitorId; name: string | null; email: string | null; lastSeenAt: string | null };

export type MergeStep =
  | { name: 'choosing' }
  | { name: 'asking'; otherId: VisitorId }
  | { name: 'shown'; preview: MergePreview; isMerging: boolean }
  | { name: 'failed'; otherId: VisitorId; error: unknown };

export type MergeTools = {
  visitorId: VisitorId;
  /** Who is at hand before anything is typed, and among whom what is typed is looked for as well. */
  nearby: readonly Candidate[];
  find: (search: Search) => Promise<SearchAnswer>;
  newId: () => MergeId;
  clock: Clock;
};

type MergeApi = Pick<VisitorApi, 'previewMerge' | 'merge' | 'undoMerge'>;

const SETTLED_AFTER_MS = 150;

/** Which other visitor this one is, what becomes of both, and making them one. */
export const MergeModel = createModel((api: MergeApi, { visitorId, nearby, find, newId, clock }: MergeTools) => {
  const typed = signal('');
  const candidates = signal<readonly Candidate[]>(nearby);
  const search = signal<'idle' | 'searching' | 'failed'>('idle');
  const step = signal<MergeStep>({ name: 'choosing' });
  // Two counts: a search that comes late must not make the preview's answer an old one.
  let searched = 0;
  let asked = 0;

  const fits = ({ id, name, email }: Candidate, text: string) =>
    [name, email, id].some((part) => part?.toLowerCase().includes(text.toLowerCase()));

  async function look(text: string): Promise<void> {
    searched += 1;
    const question = searched;
    search.value = 'searching';
    try {
      const { visitors } = await find({ text });
      if (question !== searched) return;
      const found = visitors.map(({ visitorId: id, name, email, lastSeenAt }) => {
        return { id, name: name?.text ?? null, email: email?.text ?? null, lastSeenAt };
      });
      const known = new Set(found.map(({ id }) => id));
      const others = nearby.filter((each) => !known.has(each.id) && fits(each, text));
      candidates.value = [...found, ...others].filter(({ id }) => id !== visitorId);
      search.value = 'idle';
    } catch {
      if (question === searched) search.value = 'failed';
    }
  }

  effect(() => {
    const text = typed.value.trim();
    searched += 1;
    search.value = text ? 'searching' : 'idle';
    // Until the search has answered, only who fits all that was typed: Enter chooses nobody else.
    const known = new Set(nearby.map(({ id }) => id));
    const found = text ? candidates.peek().filter(({ id }) => !known.has(id)) : [];
    candidates.value = [...found, ...nearby].filter((each) => fits(each, text));
    return text ? clock.after(SETTLED_AFTER_MS, () => void look(text)) : undefined;
  });

  async function ask(keptId: VisitorId, otherId: VisitorId): Promise<void> {
    asked += 1;
    const question = asked;
    step.value = { name: 'asking', otherId };
    try {
      const preview = await api.previewMerge(keptId, otherId);
      if (question === asked) step.value = { name: 'shown', preview, isMerging: false };
    } catch (error) {
      if (question === asked) step.value = { name: 'failed', otherId, error };
    }
  }

  return {
    typed,
    candidates,
    search,
    step,
    choose: (otherId: VisitorId) => ask(visitorId, otherId),
    /** Keeps the other one. Only of two who are not proven. */
    async swap(): Promise<void> {
      const now = step.peek();
      if (now.name === 'shown') await ask(now.preview.merged.visitor.id, now.preview.kept.visitor.id);
    },
    chooseAgain() {
      asked += 1;
      step.value = { name: 'choosing' };
    },
    /** Makes one of both. Gives what makes two of them again. */
    async merge(): Promise<() => Promise<unknown>> {
      const now = step.peek();
      if (now.name !== 'shown' || now.isMerging) throw new Error('Nothing is shown that could be merged');
      const { kept, merged } = now.preview;
      const id = newId();
      step.value = { ...now, isMerging: true };
      try {
        await api.merge(kept.visitor.id, { id, mergedId: merged.visitor.id });
      } catch (error) {
        step.value = now;
        throw error;
      }
      return () => api.undoMerge(kept.visitor.id, id);
    },
  };
});
export type MergeModel = InstanceType<typeof MergeModel>;
