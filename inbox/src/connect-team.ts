import type { Clock } from '@everthread/shared/client/clock';
import { connectLive, type LiveOptions } from '@everthread/shared/client/live-connection';
import { watchPage } from '@everthread/shared/client/page-events';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import type { Early } from './begin-early.ts';
import { liveUrl } from './live-url.ts';
import type { Connect } from './models/inbox-model.ts';
import { takeSocket } from './take-early.ts';

/** The live connection of a page's own origin. */
export function connectTeam(page: Window, clock: Clock, early: Pick<Early, 'socket'>): Connect {
  return (options) =>
    connectLive<TeamFrame>({
      ...options,
      url: liveUrl(page.location),
      openSocket: (to, protocols): ReturnType<LiveOptions<TeamFrame>['openSocket']> =>
        takeSocket(early, protocols) ?? new WebSocket(to, protocols),
      watchPage: watchPage(page),
      clock,
      random: Math.random,
    });
}
