import type { TeamDown } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';

type Position = { epoch: string; n: number };

/** How far this window has followed the Room's feed, and where the feed stood when the socket opened. */
export type Feed = { at?: Position; welcome?: Position };

/** What a frame asks of this window: to fetch the list (merged on the first visit, afresh after a reset), to say so. */
export type Followed = { feed: Feed; fetch?: 'refresh' | 'reload'; say?: UpFrame };

/** "I had the feed up to here": from then on the Room numbers what it sends. */
export const resumeFrom = ({ epoch, n }: Position): UpFrame => ({ type: 'resume', epoch, after: n });

/** Follows the feed by one frame. Numbers come in order, and leave out the frames that are for another agent. */
export function follow(feed: Feed, { n, frame }: TeamDown): Followed {
  if (frame.type === 'welcome') {
    const welcome = { epoch: frame.epoch, n: frame.n };
    if (feed.at) return { feed: { ...feed, welcome } };
    return { feed: { at: welcome, welcome }, fetch: 'refresh', say: resumeFrom(welcome) };
  }
  if (frame.type === 'reset') return { feed: feed.welcome ? { ...feed, at: feed.welcome } : {}, fetch: 'reload' };
  if (!feed.at || n === undefined || n <= feed.at.n) return { feed };
  return { feed: { ...feed, at: { ...feed.at, n } } };
}
