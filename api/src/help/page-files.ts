import * as z from 'zod/mini';
import type { PageFiles } from './pages/layout.ts';

const Manifest = z.record(z.string(), z.object({ file: z.string(), css: z.optional(z.array(z.string())) }));

const known = new WeakMap<Fetcher, PageFiles>();

/** Under which addresses the build has put the style and the module of these pages: their names say what is in them. */
export async function pageFiles(assets: Fetcher, publicUrl: string): Promise<PageFiles> {
  const before = known.get(assets);
  if (before) return before;
  const stored = await assets.fetch(new URL('/help.json', publicUrl));
  const [entry] = Object.values(Manifest.parse(await stored.json()));
  const [style] = entry?.css ?? [];
  if (!entry || !style) throw new Error('The build of the help centre has left no style');
  const files = { style: `${publicUrl}/${style}`, script: `${publicUrl}/${entry.file}` };
  known.set(assets, files);
  return files;
}
