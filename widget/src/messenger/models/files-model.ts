import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { Attachment, AttachmentLink } from '@everthread/shared/models/attachment';
import type { AttachmentId } from '@everthread/shared/models/ids';
import { createModel, effect, type Signal, signal } from '@preact/signals';

export type FilesParts = {
  links: (ids: AttachmentId[]) => Promise<{ links: readonly AttachmentLink[] }>;
  clock: Clock;
  random: () => number;
};

type Link = { url: string; goodUntil: number };

const GATHER_MS = 20;
const MOST_AT_ONCE = 100; // as in shared/models/attachment, which would bring its validator along
const MOST_TRIES = 5;
/** Less than the five minutes that they last, by our own clock: the visitor's may be wrong. */
const GOOD_FOR_MS = 4.5 * 60_000;

/** Links to files, asked for when somebody wants to see them, many at once. */
export const FilesModel = createModel(({ links, clock, random }: FilesParts) => {
  const known = new Map<AttachmentId, Signal<Link | undefined>>();
  const own = new Map<AttachmentId, Attachment>();
  const wanted = new Set<AttachmentId>();
  let tries = 0;
  let endWait: (() => void) | undefined;

  function linkTo(id: AttachmentId): Signal<Link | undefined> {
    const link = known.get(id) ?? signal<Link | undefined>(undefined);
    known.set(id, link);
    return link;
  }

  async function ask(): Promise<void> {
    const ids = [...wanted].slice(0, MOST_AT_ONCE);
    const answer = await links(ids).catch(() => undefined);
    for (const { id, url } of answer?.links ?? []) linkTo(id).value = { url, goodUntil: clock.now() + GOOD_FOR_MS };
    tries = answer ? 0 : tries + 1;
    // What the answer leaves out is not to be had.
    if (answer || tries >= MOST_TRIES) for (const id of ids) wanted.delete(id);
    endWait = wanted.size > 0 ? clock.after(tries ? backOffMs(tries, random()) : 0, ask) : undefined;
  }

  const isGood = (link: Link | undefined) => link !== undefined && link.goodUntil > clock.now();

  effect(() => () => endWait?.());

  return {
    /** The file's address as far as it is known. A signal, because what an action reads is not watched. */
    linkTo,
    /** Whether the address would still open it. */
    isGood: (id: AttachmentId): boolean => isGood(linkTo(id).peek()),
    /** Asks for the address, unless there is one that is good; `anew` where it turned out not to be. */
    want(id: AttachmentId, anew = false): void {
      if (wanted.has(id) || (!anew && isGood(linkTo(id).peek()))) return;
      wanted.add(id);
      if (!endWait) {
        tries = 0;
        endWait = clock.after(GATHER_MS, ask);
      }
    },
    /** A good address for a file that somebody opens now. */
    async open(id: AttachmentId): Promise<string | undefined> {
      const answer = await links([id]).catch(() => undefined);
      const url = answer?.links[0]?.url;
      if (url) linkTo(id).value = { url, goodUntil: clock.now() + GOOD_FOR_MS };
      return url;
    },
    /** One's own files, for the moment in which their message is not yet sent. */
    keep: (attachment: Attachment) => void own.set(attachment.id, attachment),
    kept: (ids: readonly AttachmentId[] = []): Attachment[] => ids.flatMap((id) => own.get(id) ?? []),
  };
});
export type FilesModel = InstanceType<typeof FilesModel>;
