import type { Draft } from '@everthread/shared/models/draft';
import { expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { at, threadId } from '../../test/sample.ts';
import { ApiError } from '../api/api-error.ts';
import type { DraftStore, DraftTools } from './draft-sync.ts';
import { DraftsModel, draftOf, keptOf } from './drafts-model.ts';

/** A server as far as drafts go: the latest words win, unseen ones are kept. */
function aServer() {
  const drafts = new Map<string, Draft>();
  const saveDraft = vi.fn<DraftTools['api']['saveDraft']>(async (thread, kind, { base, text, forgetKept = 0 }) => {
    const key = `${thread} ${kind}`;
    const was = drafts.get(key) ?? { threadId: thread, kind, rev: 0, text: '', quote: null, mentions: [], kept: [] };
    const isLost = was.rev > base && was.text !== '' && !text.startsWith(was.text);
    const kept = [...was.kept.slice(forgetKept), ...(isLost ? [{ text: was.text, at: at(1) }] : [])];
    const now = { ...was, rev: Math.max(was.rev, base) + 1, text, kept };
    drafts.set(key, now);
    return now;
  });
  return { drafts, saveDraft };
}

function aDevice(server = aServer(), store: DraftStore = { load: () => null, save: () => {} }) {
  const clock = handClock();
  const drafts = new DraftsModel({ api: server, clock, random: () => 0.5, store });
  return {
    drafts,
    clock,
    server,
    write: (text: string) => drafts.write(threadId(1), 'message', text),
    text: () => draftOf(drafts, threadId(1), 'message'),
    kept: () => keptOf(drafts, threadId(1), 'message').map((words) => words.text),
    pass: async (ms = 1_000) => {
      clock.pass(ms);
      await settle();
    },
  };
}

test('what is written is saved a moment later, in one go, and again when it goes on', async () => {
  const { write, pass, server } = aDevice();
  write('D');
  write('De');
  write('Dear');
  expect(server.saveDraft).not.toHaveBeenCalled();
  await pass();
  expect(server.saveDraft.mock.calls.map(([, , { base, text }]) => [base, text])).toEqual([[0, 'Dear']]);
  write('Dear Ann');
  await pass();
  expect(server.saveDraft.mock.lastCall?.[2]).toMatchObject({ base: 1, text: 'Dear Ann' });
});

test('what another device writes is here at once', async () => {
  const server = aServer();
  const [one, two] = [aDevice(server), aDevice(server)];
  one.write('Dear Ann');
  await one.pass();
  for (const draft of server.drafts.values()) two.drafts.receive(draft);
  expect(two.text()).toBe('Dear Ann');
  expect(two.drafts.files.peek().size).toBe(0);
});

test('an older word of it changes nothing', async () => {
  const { drafts, write, pass, server, text } = aDevice();
  write('Dear');
  await pass();
  const [old] = server.drafts.values();
  write('Dear Ann');
  await pass();
  if (old) drafts.receive({ ...old, text: 'Dear' });
  expect(text()).toBe('Dear Ann');
});

test('two devices that write at once lose nothing', async () => {
  const server = aServer();
  const [one, two] = [aDevice(server), aDevice(server)];
  one.write('From the phone');
  two.write('From the desk');
  await one.pass();
  for (const draft of server.drafts.values()) two.drafts.receive(draft); // its own words are on their way
  expect(two.text()).toBe('From the desk');
  await two.pass();
  expect([two.text(), two.kept()]).toEqual(['From the desk', ['From the phone']]);
  for (const draft of server.drafts.values()) one.drafts.receive(draft);
  expect([one.text(), one.kept()]).toEqual(['From the desk', ['From the phone']]);
});

test('kept words can be put back behind what stands there, or let go of', async () => {
  const server = aServer();
  const [one, two] = [aDevice(server), aDevice(server)];
  for (const [device, text] of [
    [one, 'One'],
    [two, 'Two'],
  ] as const) {
    device.write(text);
    await device.pass();
  }
  expect(two.kept()).toEqual(['One']);
  await two.drafts.takeKept({ threadId: threadId(1), kind: 'message' }, 'use');
  expect([two.text(), two.kept()]).toEqual(['Two\nOne', []]);
});

test('without a network it waits in this browser, also over a reload', async () => {
  let kept: string | null = null;
  const store: DraftStore = {
    load: () => kept,
    save: (json) => {
      kept = json;
    },
  };
  const server = aServer();
  const before = aDevice(server, store);
  server.saveDraft.mockRejectedValueOnce(new ApiError('offline', ''));
  before.write('Written on the train');
  await before.pass();
  expect(server.drafts.size).toBe(0);
  before.drafts.end();

  const after = aDevice(server, store);
  expect(after.text()).toBe('Written on the train');
  await after.pass();
  expect([...server.drafts.values()]).toMatchObject([{ text: 'Written on the train' }]);
  expect(kept).toBeNull();
});

test('once the network is back it is tried at once', async () => {
  const { write, pass, server, drafts } = aDevice();
  server.saveDraft.mockRejectedValueOnce(new ApiError('offline', ''));
  write('Dear');
  await pass();
  drafts.saveNow();
  await settle();
  expect([...server.drafts.values()]).toMatchObject([{ text: 'Dear' }]);
});

test('all that the server has replaces what was known, but not what is on its way there', async () => {
  const server = aServer();
  const { drafts, write, pass, text } = aDevice(server);
  write('Dear');
  await pass();
  drafts.receiveAll([]); // sent from another device meanwhile
  expect(text()).toBe('');
  write('Anew');
  drafts.receiveAll([]);
  expect(text()).toBe('Anew');
});

test('kept words that are put back while something is being saved are put back once, and let go of', async () => {
  const server = aServer();
  const [one, two] = [aDevice(server), aDevice(server)];
  one.write('One');
  await one.pass();
  two.write('Two');
  await two.pass();
  two.write('Two,');
  two.clock.pass(1_000); // on its way
  const place = { threadId: threadId(1), kind: 'message' } as const;
  void two.drafts.takeKept(place, 'use');
  void two.drafts.takeKept(place, 'use');
  expect(two.text()).toBe('Two,\nOne');
  await settle();
  await two.pass();
  expect([...server.drafts.values()]).toMatchObject([{ text: 'Two,\nOne', kept: [] }]);
  expect(two.kept()).toEqual([]);
});

test('words for a thread that becomes part of another before they are saved go with it', async () => {
  const { drafts, server, pass } = aDevice();
  drafts.write(threadId(1), 'message', 'Dear');
  drafts.move(threadId(1), threadId(2));
  await pass();
  expect([...server.drafts.values()]).toContainEqual(expect.objectContaining({ threadId: threadId(2), text: 'Dear' }));
});
