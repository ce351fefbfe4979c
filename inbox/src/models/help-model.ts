import type { HelpAsked, HelpOffer, HelpTrouble } from '@everthread/shared/models/agent-help';
import type { TopicId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import { ApiError } from '../api/api-error.ts';
import type { HelpApi, LastLine } from '../api/help-api.ts';
import type { Mode } from './drafts-model.ts';

/** As it stood when something was asked for: up to where the thread was read, and what was written, a reply or a note. */
export type Standing = { seq: number; text: string; mode: Mode };

export type Done = Extract<LastLine, { kind: 'done' }>;
type Of = { asked: HelpAsked; from: Standing };

export type HelpState =
  | { name: 'idle' }
  | ({ name: 'writing'; text: string } & Of)
  | ({ name: 'done'; done: Done } & Of)
  | ({ name: 'trouble'; trouble: HelpTrouble | 'offline' | { says: string } } & Of);

export type OfferState = { name: 'loading' | 'failed' } | { name: 'ready'; offer: HelpOffer };

/** What a model is asked for in one thread, one thing at a time, and what came of it. It puts nothing anywhere. */
export const HelpModel = createModel((api: HelpApi) => {
  const state = signal<HelpState>({ name: 'idle' });
  const offer = signal<OfferState>({ name: 'loading' });
  let going: AbortController | undefined;
  let asks = 0;

  function stop(): void {
    going?.abort();
    going = undefined;
    state.value = { name: 'idle' };
  }

  return {
    state,
    offer,
    async load(topicId: TopicId): Promise<void> {
      asks += 1;
      const nth = asks;
      try {
        const found = await api.offer(topicId);
        if (nth === asks) offer.value = { name: 'ready', offer: found };
      } catch {
        if (nth === asks && offer.peek().name !== 'ready') offer.value = { name: 'failed' };
      }
    },
    /** Lets go of what was asked before. */
    async ask(asked: HelpAsked, from: Standing): Promise<void> {
      stop();
      const mine = new AbortController();
      going = mine;
      const put = (next: HelpState) => {
        if (going === mine) state.value = next;
      };
      let text = '';
      put({ name: 'writing', asked, from, text });
      try {
        const last = await api.ask(asked, mine.signal, (more) => {
          text += more;
          put({ name: 'writing', asked, from, text });
        });
        if (last.kind === 'done') put({ name: 'done', asked, from, done: last });
        else put({ name: 'trouble', asked, from, trouble: last.trouble });
      } catch (error) {
        const isOffline = !(error instanceof ApiError) || error.code === 'offline';
        put({ name: 'trouble', asked, from, trouble: isOffline ? 'offline' : { says: error.message } });
      }
    },
    /** Nothing of it is kept. */
    cancel: stop,
  };
});
export type HelpModel = InstanceType<typeof HelpModel>;

/** Where what was written belongs, whichever of the two is open now: what was made of a note comes into no reply. */
export const modeFor = ({ asked, from }: Of): Mode => (asked.do === 'summary' ? 'note' : from.mode);

/** How what was written comes among what stands in the composer now: never in place of what it was not made of. */
export type Place = 'instead' | 'below' | 'at-caret';

export function placeFor({ asked, from }: Of, now: Standing): Place {
  if (asked.do !== 'fix' && asked.do !== 'translate') return 'at-caret';
  return from.mode === now.mode && from.text.trim() === now.text.trim() ? 'instead' : 'below';
}

/** Whether somebody has written in the thread since: what was made of the thread does not know of it. */
export const isBehind = ({ asked, from }: Of, now: Standing): boolean =>
  (asked.do === 'draft' || asked.do === 'summary') && now.seq > from.seq;
