import type { HelpAsked, HelpOffer } from '@everthread/shared/models/agent-help';
import type { TopicId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { createHelpApi, type HelpApi, type LastLine } from '../api/help-api.ts';
import { HelpModel, isBehind, modeFor, placeFor, type Standing } from './help-model.ts';

const SHORTER: HelpAsked = { do: 'fix', text: 'Hello there', how: 'shorter' };
const FROM: Standing = { seq: 4, text: 'Hello there', mode: 'message' };
const OFFER: HelpOffer = { hasModel: true, speaks: 'es', articles: [] };
const DONE: LastLine = { kind: 'done', text: 'Hello' };

/** A server that answers when it is told to. */
function scripted() {
  const asks: {
    asked: HelpAsked;
    signal: AbortSignal;
    more: (text: string) => void;
    end: (last: LastLine | Error) => void;
  }[] = [];
  const api: HelpApi = {
    offer: async () => OFFER,
    ask: (asked, signal, more) =>
      new Promise((resolve, reject) => {
        asks.push({ asked, signal, more, end: (last) => (last instanceof Error ? reject(last) : resolve(last)) });
      }),
  };
  return { model: new HelpModel(api), asks };
}

test('what is written is shown as it comes, and counts once it is whole', async () => {
  const { model, asks } = scripted();
  const asking = model.ask(SHORTER, FROM);
  asks[0]?.more('Hel');
  asks[0]?.more('lo');
  expect(model.state.value).toMatchObject({ name: 'writing', text: 'Hello' });
  asks[0]?.end(DONE);
  await asking;
  expect(model.state.value).toEqual({ name: 'done', asked: SHORTER, from: FROM, done: DONE });
});

test('what was cancelled or asked over comes to nothing, however late it answers', async () => {
  const { model, asks } = scripted();
  const first = model.ask(SHORTER, FROM);
  model.cancel();
  expect([model.state.value.name, asks[0]?.signal.aborted]).toEqual(['idle', true]);
  const second = model.ask({ do: 'summary', to: 'en' }, FROM);
  asks[0]?.more('late');
  asks[0]?.end(DONE);
  await first;
  expect(model.state.value).toMatchObject({ name: 'writing', text: '', asked: { do: 'summary' } });
  asks[1]?.end(new ApiError('offline', ''));
  await second;
  expect(model.state.value).toMatchObject({ name: 'trouble', trouble: 'offline' });
});

test('why nothing came of it is told, in the server’s words where it has some', async () => {
  for (const [end, trouble] of [
    [{ kind: 'trouble', trouble: 'spent' }, 'spent'],
    [new ApiError('too_many', 'Please wait'), { says: 'Please wait' }],
    [new TypeError('cut'), 'offline'],
  ] as const) {
    const { model, asks } = scripted();
    const asking = model.ask(SHORTER, FROM);
    asks[0]?.end(end);
    await asking;
    expect(model.state.value).toMatchObject({ name: 'trouble', trouble });
  }
});

test('words go in place of what they were made of alone; what was typed meanwhile stays', () => {
  const of = { asked: SHORTER, from: FROM };
  expect(placeFor(of, FROM)).toBe('instead');
  expect(placeFor(of, { ...FROM, seq: 9, text: 'Hello there \n' })).toBe('instead');
  expect(placeFor(of, { ...FROM, text: 'Hello there, and' })).toBe('below');
  expect(placeFor(of, { ...FROM, text: '' })).toBe('below');
  const draft = { asked: { do: 'draft', topicId: 'x' as TopicId } as const, from: FROM };
  expect(placeFor(draft, FROM)).toBe('at-caret');
  expect([isBehind(draft, FROM), isBehind(draft, { ...FROM, seq: 5 }), isBehind(of, { ...FROM, seq: 5 })]).toEqual([
    false,
    true,
    false,
  ]);
});

test('what was made of a note belongs to the note, though a reply is open by then; a summary always does', () => {
  const note: Standing = { ...FROM, mode: 'note' };
  expect(modeFor({ asked: SHORTER, from: note })).toBe('note');
  expect(modeFor({ asked: SHORTER, from: FROM })).toBe('message');
  expect(modeFor({ asked: { do: 'summary', to: 'en' }, from: FROM })).toBe('note');
  expect(placeFor({ asked: SHORTER, from: note }, FROM)).toBe('below');
  expect(placeFor({ asked: SHORTER, from: note }, note)).toBe('instead');
});

test('lines are read across the packets that they come in; without its last one an answer was cut off', async () => {
  const parts = ['{"kind":"more","te', 'xt":"¿"}\n{"kind":"more","text":"a"}\n{"ki', 'nd":"done","text":"¿a"}\n'];
  const answer = (sent: readonly string[]) =>
    createHelpApi(
      async () => ({}) as never,
      async () => new Response(inPackets(sent)),
      '/thread',
    );
  const heard: string[] = [];
  const { signal } = new AbortController();
  expect(await answer(parts).ask(SHORTER, signal, (more) => heard.push(more))).toEqual({ kind: 'done', text: '¿a' });
  expect(heard).toEqual(['¿', 'a']);
  await expect(answer(parts.slice(0, 2)).ask(SHORTER, signal, () => {})).rejects.toMatchObject({ code: 'offline' });
});

const inPackets = (parts: readonly string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
