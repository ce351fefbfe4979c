import type { Clock } from '@everthread/shared/client/clock';
import type { AttachmentLink } from '@everthread/shared/models/attachment';
import type { AttachmentId } from '@everthread/shared/models/ids';
import { createModel } from '@preact/signals';

const MOST_AT_ONCE = 100;
const USED_UP_MS = 30_000;

type AskLinks = (ids: readonly AttachmentId[]) => Promise<readonly AttachmentLink[]>;
type Wanted = Map<AttachmentId, PromiseWithResolvers<AttachmentLink>>;

/** Links to the files of a thread: asked for when wanted, together where wanted together, and again once they end. */
export const LinksModel = createModel((ask: AskLinks, clock: Clock) => {
  const known = new Map<AttachmentId, Promise<AttachmentLink>>();
  let wanted: Wanted | undefined;

  async function fetchAll(all: Wanted): Promise<void> {
    const ids = [...all.keys()];
    for (let i = 0; i < ids.length; i += MOST_AT_ONCE) {
      const some = ids.slice(i, i + MOST_AT_ONCE);
      const links = await ask(some).catch((error: unknown) => error);
      const found = Array.isArray(links)
        ? new Map((links as AttachmentLink[]).map((link) => [link.id, link]))
        : undefined;
      for (const id of some) {
        const link = found?.get(id);
        if (link) all.get(id)?.resolve(link);
        else all.get(id)?.reject(found ? new Error('No such file') : links);
      }
    }
  }

  function fetchSoon(id: AttachmentId): Promise<AttachmentLink> {
    if (!wanted) {
      wanted = new Map();
      queueMicrotask(() => {
        if (wanted) void fetchAll(wanted);
        wanted = undefined;
      });
    }
    const link = wanted.get(id) ?? Promise.withResolvers<AttachmentLink>();
    wanted.set(id, link);
    return link.promise;
  }

  return {
    /** An address that opens the file for a while yet. */
    async url(id: AttachmentId): Promise<string> {
      const held = await known.get(id)?.catch(() => undefined);
      if (held && Date.parse(held.expiresAt) - clock.now() > USED_UP_MS) return held.url;
      const link = fetchSoon(id);
      known.set(id, link);
      return (await link).url;
    },
    /** It did not open the file: the next is asked for afresh. */
    forget(id: AttachmentId) {
      known.delete(id);
    },
  };
});
export type LinksModel = InstanceType<typeof LinksModel>;
