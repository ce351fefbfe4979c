import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newBucket } from '../../test/files.ts';
import { exifBlock, exifSegment, jpeg, sample } from '../../test/images.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { keepArticleImage } from './article-images.ts';

const surroundings = await testSurroundings();

async function* whole(bytes: Uint8Array) {
  yield bytes;
}

async function start() {
  const workspace = await newWorkspace(surroundings);
  const { kept, bucket } = newBucket();
  const [ada, viewer] = [await newAgent(workspace, 'owner'), await newAgent(workspace, 'viewer')];
  const keep = (bytes: Buffer, ctx = ada.ctx, size = bytes.length) => keepArticleImage(ctx, bucket, size, whole(bytes));
  return { workspaceId: workspace.actor.workspaceId, keep, kept, viewer: viewer.ctx };
}

test('an image is kept under a name of its bytes, once, without what it tells about its making', async () => {
  const { keep, kept, workspaceId } = await start();
  const secret = Buffer.from('N 52.5163 E 13.3777 Canon');
  const picture = jpeg([exifSegment(exifBlock(1, secret))]);

  const image = await keep(picture);
  expect(await keep(picture)).toEqual(image);
  expect([...kept.keys()]).toEqual([
    expect.stringMatching(new RegExp(`^article-images/${workspaceId}/[0-9a-f-]{36}$`)),
  ]);
  expect(image.name).toMatch(new RegExp(`^[0-9a-f]{40}-${image.width}x${image.height}\\.jpg$`));
  expect([...kept.values()][0]?.includes(secret)).toBe(false);
});

test('the same picture has another name in another workspace', async () => {
  const [here, there] = [await start(), await start()];
  expect((await here.keep(sample('webp'))).name).not.toBe((await there.keep(sample('webp'))).name);
});

test.each([
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['what only begins like a picture', Buffer.from('GIF89a<script>alert(1)</script>')],
])('D3 %s is no image, and nothing of it is kept', async (_, bytes) => {
  const { keep, kept } = await start();
  await expect(keep(bytes)).rejects.toMatchObject({ code: 'invalid' });
  expect(kept.size).toBe(0);
});

test('what is too large is refused before a byte is read, and viewers keep nothing', async () => {
  const { keep, kept, viewer } = await start();
  await expect(keep(sample('gif'), undefined, 5 * 1024 * 1024 + 1)).rejects.toMatchObject({ code: 'too_large' });
  await expect(keep(sample('gif'), viewer)).rejects.toMatchObject({ code: 'forbidden' });
  expect(kept.size).toBe(0);
});
