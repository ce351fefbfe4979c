import { expect, test } from 'vitest';
import { type Feed, follow } from './feed.ts';

const welcome = (epoch: string, n: number) => ({ frame: { type: 'welcome', epoch, n } as const });
const read = (n: number) => ({ n, frame: { type: 'topic.read', topicId: 'a' as never, seq: 1 } as const });

test('on the first visit the list is fetched once the socket stands, and the feed is followed from there', () => {
  expect(follow({}, welcome('e', 7))).toMatchObject({
    feed: { at: { epoch: 'e', n: 7 } },
    fetch: 'refresh',
    say: { type: 'resume', epoch: 'e', after: 7 },
  });
});

test('numbers move on, over those meant for others, and never back', () => {
  let feed: Feed = follow({}, welcome('e', 7)).feed;
  for (const n of [8, 11, 9]) feed = follow(feed, read(n)).feed;
  expect(feed.at).toEqual({ epoch: 'e', n: 11 });
});

test('after a break the place in the feed is kept until what was missed has come', () => {
  const before: Feed = { at: { epoch: 'e', n: 7 } };
  const after = follow(before, welcome('e', 12));
  expect(after.feed.at).toEqual({ epoch: 'e', n: 7 });
  expect(after.fetch).toBeUndefined();
});

test('a reset loads the list afresh and follows the feed from where it stood at the welcome', () => {
  const { feed } = follow({ at: { epoch: 'old', n: 900 } }, welcome('new', 3));
  expect(follow(feed, { frame: { type: 'reset' } })).toMatchObject({
    feed: { at: { epoch: 'new', n: 3 } },
    fetch: 'reload',
  });
});
