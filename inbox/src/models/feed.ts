import type { TeamDown } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';

type Position = { epoch: string; n: number };

/** How far this window has followed the Room's feed, and where the feed stood when the socket opened. */
export type Feed = { at?: Position; welcome?: Position };

/** What to ask a Room for after a break: what came since. Nothing on the first visit. */
export const resumeFrom = ({ at }: Feed): UpFrame | undefined => at && { type: 'resume', epoch: at.epoch, after: at.n };

/** Follows the feed by one frame, and says whether the list must be fetched: merged on the first visit, afresh after a reset. */
export function follow(feed: Feed, { n, frame }: TeamDown): { feed: Feed; fetch?: 'refresh' | 'reload' } {
  if (frame.type === 'welcome') {
    const welcome = { epoch: frame.epoch, n: frame.n };
    return feed.at ? { feed: { ...feed, welcome } } : { feed: { at: welcome, welcome }, fetch: 'refresh' };
  }
  if (frame.type === 'reset') return { feed: feed.welcome ? { ...feed, at: feed.welcome } : {}, fetch: 'reload' };
  // Only step by step: a live frame that overtakes the replay must not hide what is still to come.
  return feed.at && n === feed.at.n + 1 ? { feed: { ...feed, at: { ...feed.at, n } } } : { feed };
}
