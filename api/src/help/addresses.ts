import type { Language } from '@everthread/shared/models/article';
import type { WorkspaceId } from '@everthread/shared/models/ids';

/** Where in a help centre something is. */
export type Place =
  | { at: 'home'; language: Language }
  | { at: 'shelf'; language: Language; slug: string }
  | { at: 'article'; language: Language; slug: string }
  | { at: 'search'; language: Language };

/** Below the help centre's own address. */
export function pathOf(place: Place): string {
  switch (place.at) {
    case 'home':
      return place.language;
    case 'shelf':
      return `${place.language}/collections/${encodeURIComponent(place.slug)}`;
    case 'article':
      return `${place.language}/articles/${encodeURIComponent(place.slug)}`;
    case 'search':
      return `${place.language}/search`;
    default:
      return place satisfies never;
  }
}

/** The help centre's own address. Under an origin of its own, it is all that is there. */
export const baseOf = (origin: string, publicUrl: string, workspaceId: WorkspaceId): string =>
  origin === publicUrl ? `${publicUrl}/help/${workspaceId}/` : `${origin}/`;

/**
 * From the page that was asked for back to the help centre's own address, so that all links hold wherever it is mounted:
 * `''`, `'../'`, and from its address without a slash at the end the workspace itself.
 */
export function wayBack(pathname: string, workspaceId: WorkspaceId): string {
  const [, below] = pathname.split(`/help/${workspaceId}`, 2);
  if (!below) return `${workspaceId}/`;
  return '../'.repeat(below.split('/').length - 2) || './';
}
