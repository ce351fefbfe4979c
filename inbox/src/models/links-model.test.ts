import type { AttachmentId } from '@everthread/shared/models/ids';
import { expect, test, vi } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { id } from '../../test/sample.ts';
import { LinksModel } from './links-model.ts';

const [one, two] = [id(1), id(2)] as [AttachmentId, AttachmentId];

function start() {
  const clock = handClock();
  const links = vi.fn<ConstructorParameters<typeof LinksModel>[0]>(async (ids) =>
    ids.map((file) => ({
      id: file,
      url: `${file}-${clock.now()}`,
      expiresAt: new Date(clock.now() + 300_000).toISOString(),
    })),
  );
  return { clock, links, model: new LinksModel(links, clock) };
}

test('links that are wanted together are asked for together, once', async () => {
  const { links, model } = start();
  await Promise.all([model.url(one), model.url(two), model.url(one)]);
  await model.url(two);
  expect(links.mock.calls).toEqual([[[one, two]]]);
});

test('a link that is about to end is asked for again, and so is one that did not work', async () => {
  const { clock, links, model } = start();
  const first = await model.url(one);
  clock.pass(280_000);
  const second = await model.url(one);
  expect(second).not.toBe(first);
  model.forget(one);
  await model.url(one);
  expect(links).toHaveBeenCalledTimes(3);
});

test('a failure is told, and not kept', async () => {
  const { links, model } = start();
  links.mockRejectedValueOnce(new Error('Away')).mockResolvedValueOnce([]);
  await expect(model.url(one)).rejects.toThrow('Away');
  await expect(model.url(one)).rejects.toThrow('No such file');
  expect(await model.url(one)).toContain(one);
});
