import { realClock } from '@everthread/shared/client/clock';
import { LinksModel } from '../../models/links-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';

const known = new WeakMap<ThreadModel, LinksModel>();

/** The links to the files of a thread, kept as long as the thread is. */
export function linksOf(thread: ThreadModel): LinksModel {
  const links = known.get(thread) ?? new LinksModel(thread.askLinks, realClock);
  known.set(thread, links);
  return links;
}
