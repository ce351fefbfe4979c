export type Settings = {
  origin: string; // where the loader came from: our origin
  workspaceId: string;
  color: string;
  side: string;
  language: string;
};

/** Reads the tag. What is not valid is as if it were not there; without a workspace there is no widget. */
export function readSettings(tag: HTMLScriptElement): Settings | undefined {
  const read = (name: string) => tag.getAttribute(`data-${name}`) || '';
  const workspaceId = read('workspace');
  const color = read('color');
  const side = read('side');
  if (!/^[\da-f-]{36}$/i.test(workspaceId)) return;
  return {
    origin: new URL(tag.src).origin,
    workspaceId,
    color: CSS.supports('color', color) ? color : '#4b3fe0',
    // By default where a line of the page's language ends: on the left where Arabic is written.
    side: /^(left|right)$/.test(side) ? side : 'inset-inline-end',
    language: read('language') || navigator.language,
  };
}
