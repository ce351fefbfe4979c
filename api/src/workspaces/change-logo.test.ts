import { expect, test } from 'vitest';
import { workspaceWithAgent } from '../../test/factories.ts';
import { sample } from '../../test/images.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { removeLogo, setLogo } from './change-logo.ts';
import { getWorkspace } from './get-workspace.ts';

const surroundings = await testSurroundings();

/** A bucket that is nothing but what lies in it. */
function newBucket() {
  const stored = new Set<string>();
  const bucket = {
    put: async (key: string) => void stored.add(key),
    delete: async (key: string) => void stored.delete(key),
  } as unknown as R2Bucket;
  return { stored, bucket };
}

async function* bytesOf(bytes: Uint8Array) {
  yield bytes;
}

test('a logo is shown under an address of its bytes; the one before it is gone', async () => {
  const { ctx, workspaceId } = await workspaceWithAgent(surroundings, 'admin');
  const { stored, bucket } = newBucket();
  const [webp, other] = [sample('webp'), sample('losslessWebp')];

  const first = await setLogo(ctx, bucket, webp.length, bytesOf(webp));
  expect(await setLogo(ctx, bucket, webp.length, bytesOf(webp))).toBe(first);
  expect((await getWorkspace(ctx)).logo).toBe(first);
  expect([...stored].map((key) => `${ctx.config.filesUrl}/${key}`)).toEqual([first]);
  expect(first).toMatch(new RegExp(`/photos/${workspaceId}/[\\da-f]{40}\\.webp$`));

  const second = await setLogo(ctx, bucket, other.length, bytesOf(other));
  expect([...stored].map((key) => `${ctx.config.filesUrl}/${key}`)).toEqual([second]);
  await removeLogo(ctx, bucket);
  expect([(await getWorkspace(ctx)).logo, stored.size]).toEqual([null, 0]);
});

test('a logo is a picture, and a manager’s to set', async () => {
  const { ctx } = await workspaceWithAgent(surroundings, 'admin');
  const { stored, bucket } = newBucket();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  await expect(setLogo(ctx, bucket, svg.length, bytesOf(svg))).rejects.toMatchObject({ code: 'invalid' });
  await expect(setLogo(ctx, bucket, 600_000, bytesOf(svg))).rejects.toMatchObject({ code: 'too_large' });
  const agent = await workspaceWithAgent(surroundings, 'agent');
  const webp = sample('webp');
  await expect(setLogo(agent.ctx, bucket, webp.length, bytesOf(webp))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(removeLogo(agent.ctx, bucket)).rejects.toMatchObject({ code: 'forbidden' });
  expect(stored.size).toBe(0);
});
