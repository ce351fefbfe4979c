import { MessageId, type ThreadId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { newCompany, newHash } from '../../test/identities.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { AppError } from '../errors.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { getThread } from '../threads/get-thread.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { openSession } from '../visitors/open-session.ts';
import { identify } from './identify.ts';
import { createIdentitySecret, listIdentitySecrets } from './secrets.ts';

const { surroundings } = await ownPostgres();

const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

async function place() {
  const company = await newCompany(surroundings);
  const textsIn = async (threadId: ThreadId) => {
    const { messages } = await getThread(company.owner, threadId);
    expect(messages.map(({ seq }) => seq)).toEqual(upTo(messages.length));
    expect(new Set(messages.map(({ rev }) => rev)).size).toBe(messages.length);
    return messages.map(({ text }) => text);
  };
  return { textsIn, ...company };
}

test('six devices on which one person comes in at once end in one thread with all that was written', async () => {
  const { workspace, asPerson, newPerson, textsIn } = await place();
  const ada = asPerson(newPerson());
  const devices = upTo(6).map(() => newcomer(workspace));
  await Promise.all(devices.map((device, n) => beginThread(device, words(`from ${n}`))));

  const answers = await Promise.all(
    devices.map(({ actor }) => identify(ada, { keyHash: actor.keyHash, newKeyHash: newHash() })),
  );

  expect(new Set(answers.map(({ session }) => session?.thread.id)).size).toBe(1);
  expect(answers.map(({ keyHash }) => keyHash)).toEqual(devices.map(({ actor }) => actor.keyHash));
  const texts = await textsIn(answers[0]?.session?.thread.id as ThreadId);
  expect(texts.toSorted()).toEqual(upTo(6).map((n) => `from ${n - 1}`));
});

test('ten devices on which one person begins at once end in one thread', async () => {
  const { workspace, withToken, newPerson, textsIn } = await place();
  const ada = newPerson();

  const begun = await Promise.all(
    upTo(10).map((n) => beginThread(withToken(newcomer(workspace), ada), words(`from ${n}`))),
  );

  expect(new Set(begun.map(({ thread }) => thread.id)).size).toBe(1);
  expect(await textsIn(begun[0]?.thread.id as ThreadId)).toHaveLength(10);
});

test('what a visitor sends while he is being joined is stored once, before or after, and nothing is lost', async () => {
  for (const isKnown of [true, false, true, false, true]) {
    const { workspace, asPerson, asVisitor, withToken, newPerson, textsIn } = await place();
    const ada = newPerson();
    const elsewhere = withToken(newcomer(workspace), ada);
    if (isKnown) await beginThread(elsewhere, words('known'));
    const browser = newcomer(workspace);
    const anonymous = await beginThread(browser, words('first'));
    const claimed = asVisitor(browser, anonymous);
    const written = upTo(20).map((n) => words(`message ${n}`));
    const refused: unknown[] = [];
    const sending = written.map((message) =>
      sendMessage(claimed, anonymous.thread.id, message).catch((error) => refused.push(error) && message),
    );

    const [{ session, keyHash }, ...outcomes] = await Promise.all([
      identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() }),
      ...sending,
    ]);
    if (!session) throw new Error('He is known now');
    const proven = asVisitor({ ...browser, actor: { ...browser.actor, keyHash } }, session);
    // As a client does: what was refused, and what has no answer, is sent again.
    for (const message of written) await sendMessage(proven, session.thread.id, message);

    for (const error of refused) expect(error).toMatchObject({ code: 'signed_out' });
    expect(outcomes).toHaveLength(20);
    const texts = await textsIn(session.thread.id);
    expect(texts.toSorted()).toEqual(
      [...(isKnown ? ['known'] : []), 'first', ...written.map(({ text }) => text)].toSorted(),
    );
  }
});

test('one history, two people who come in on it at once: one of them gets it', async () => {
  for (const _ of upTo(5)) {
    const { workspace, asPerson, newPerson } = await place();
    const browser = newcomer(workspace);
    await beginThread(browser, words('Whose?'));

    const answers = await Promise.all(
      upTo(4).map(() => identify(asPerson(newPerson()), { keyHash: browser.actor.keyHash, newKeyHash: newHash() })),
    );

    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
  }
});

test('identifying twenty times at once joins once', async () => {
  const { workspace, asPerson, withToken, newPerson, textsIn } = await place();
  const ada = newPerson({ name: 'Ada' });
  const known = await beginThread(withToken(newcomer(workspace), ada), words('one'));
  const browser = newcomer(workspace);
  await beginThread(browser, words('two'));
  const keys = { keyHash: browser.actor.keyHash, newKeyHash: newHash() };

  await Promise.all(upTo(20).map(() => identify(asPerson(ada), keys)));

  expect(await textsIn(known.thread.id)).toEqual(['one', 'two']);
});

test('whatever the team does in both threads while they join, all goes through or is told that the thread is gone', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const ada = newPerson({ name: 'Ada' });
  const known = await beginThread(withToken(newcomer(workspace), ada), words('known'));
  for (const _ of upTo(4)) {
    const browser = newcomer(workspace);
    const anonymous = await beginThread(browser, words('anonymous'), { name: 'A' });
    const topicId = anonymous.thread.topics[0]?.id as never;
    const errors: unknown[] = [];
    const work = upTo(8).flatMap((turn) => [
      sendMessage(owner, turn % 2 ? known.thread.id : anonymous.thread.id, words('answer')),
      writeNote(owner, anonymous.thread.id, words('note')),
      markTopicRead(owner, topicId, { seq: turn }),
      setTopicStatus(owner, topicId, { status: turn % 2 ? 'done' : 'open' }),
      openSession(browser, undefined, { name: `A${turn}` }),
    ]);

    await Promise.all([
      identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() }),
      ...work.map((each) => Promise.resolve(each).catch((error) => errors.push(error))),
    ]);

    for (const error of errors) {
      expect(error).toBeInstanceOf(AppError);
      expect(['not_found', 'signed_out']).toContain((error as AppError).code);
    }
  }
  const { messages } = await getThread(owner, known.thread.id);
  const seqs = messages.map(({ seq }) => seq);
  expect(seqs).toEqual(upTo(seqs.length).map((n) => n + (seqs[0] ?? 1) - 1));
});

test('ten owners’ clicks at once make two secrets', async () => {
  const { owner } = await newCompany(surroundings); // has made one

  const made = await Promise.allSettled(upTo(10).map(() => createIdentitySecret(owner)));

  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await listIdentitySecrets(owner)).toHaveLength(2);
});
