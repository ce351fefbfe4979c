import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';
import type { Database } from '../db/connect.ts';
import { drainDueEvents } from '../outbox/drain-outbox.ts';
import { handlers } from '../outbox/handlers.ts';
import { knockAbsent } from './knock-absent.ts';

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

/** The same database, where something else happens once it has answered for the first time. */
function withMeanwhile(db: Database, meanwhile: () => Promise<unknown>): Database {
  let isFirst = true;
  const batch: Database['batch'] = async (statements) => {
    const results = await db.batch(statements);
    if (isFirst) {
      isFirst = false;
      await meanwhile();
    }
    return results;
  };
  return new Proxy(db, { get: (target, key) => (key === 'batch' ? batch : Reflect.get(target, key)) });
}

test('what is answered just as it is looked whether he has read the rest, he is told of', async () => {
  const place = await workspaceWithWaysBack(service, mailbox);
  const { reply, read, pass, wait, shown, subscribe, newThread, ctx, looks } = place;
  const conversation = await newThread();
  const device = await subscribe(conversation);
  await reply(conversation, 'This he reads');
  await read(conversation);
  wait(30);
  let hasAnswered = false;
  await drainDueEvents(ctx, {
    handlers: {
      ...handlers,
      'answer.watch': [
        (own, events) => {
          if (hasAnswered) return knockAbsent(own, events);
          hasAnswered = true;
          return knockAbsent(
            { ...own, db: withMeanwhile(own.db, () => reply(conversation, 'This he does not')) },
            events,
          );
        },
      ],
    },
    chance: () => 0,
    handlerLimitMs: 8_000,
  });
  expect(hasAnswered).toBe(true);
  await pass(30);
  expect(shown(device)).toMatchObject([{ type: 'show', text: 'This he does not' }]);
  await pass(3_600);
  expect(await looks()).toEqual([]);
});
