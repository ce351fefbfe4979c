/** Where the loader came from: our origin. */
export let origin: string;
export let workspaceId: string;
export let color = '#4b3fe0';
/** By default where a line of the page's language ends: on the left where Arabic is written. */
export let side = 'inset-inline-end';
export let language = navigator.language;

/** Takes over what is valid. What is not is as if it were not there. */
export function takeLook(read: (name: string) => unknown): void {
  const newColor = `${read('color')}`;
  const newSide = `${read('side')}`;
  if (CSS.supports('color', newColor)) color = newColor;
  if (/^(left|right)$/.test(newSide)) side = newSide;
  language = `${read('language') || language}`;
}

/** Reads the tag. Without a workspace there is no widget. */
export function readTag(tag: HTMLScriptElement): boolean {
  const read = (name: string) => tag.getAttribute(`data-${name}`);
  workspaceId = `${read('workspace')}`;
  origin = new URL(tag.src).origin;
  takeLook(read);
  return /^[\w-]{36}$/.test(workspaceId);
}
