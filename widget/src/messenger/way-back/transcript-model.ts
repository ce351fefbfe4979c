import { createModel, signal } from '@preact/signals';
import type { AsVisitor } from './way-back-model.ts';

export type TranscriptStep =
  | { name: 'idle' | 'sending' }
  | { name: 'sent'; address: string; isRepeated: boolean }
  | { name: 'failed'; because: 'often' | 'unproven' | 'failed' };

/** The conversation as a mail to the visitor himself. */
export const TranscriptModel = createModel((ask: AsVisitor) => {
  const step = signal<TranscriptStep>({ name: 'idle' });
  return {
    step,
    async send(): Promise<void> {
      if (step.peek().name === 'sending') return;
      step.value = { name: 'sending' };
      try {
        const sent = await ask<{ address: string; isRepeated: boolean }>('mail-address/transcript', {});
        step.value = { name: 'sent', ...sent };
      } catch (error) {
        const { status } = error as { status?: number };
        step.value = { name: 'failed', because: status === 429 ? 'often' : status === 403 ? 'unproven' : 'failed' };
      }
    },
  };
});
