import { openHostPages } from '../e2e/host-pages.ts';

/** A customer's pages: one with the loader, one without, and one with the least that could stand in its place. */
export type Shop = { withLoader: string; blank: string; bareField: string; stop(): Promise<void> };

export async function openShop(appUrl: string, workspaceId: string): Promise<Shop> {
  const hosts = await openHostPages();
  const page = (head: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Teapots</title>${head}</head><body><h1>Teapots</h1>${'<p>A pot that pours without dripping.</p>'.repeat(20)}</body></html>`;
  return {
    withLoader: hosts.put({
      html: page(`<script async src="${appUrl}/w.js" data-workspace="${workspaceId}"></script>`),
    }),
    blank: hosts.put({ html: page('') }),
    bareField: hosts.put({ html: page(`<script>${BARE_FIELD}</script>`) }),
    stop: hosts.stop,
  };
}

// A button that shows a text field, in as few steps as a page can.
const BARE_FIELD = `addEventListener('DOMContentLoaded', () => {
  const button = document.createElement('button');
  button.style.cssText = 'position:fixed;right:20px;bottom:20px;width:56px;height:56px';
  button.onclick = () => { const field = document.createElement('textarea'); document.body.append(field); field.focus(); };
  document.body.append(button);
  globalThis.Everthread = () => {};
});`;
