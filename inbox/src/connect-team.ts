import type { Clock } from '@everthread/shared/client/clock';
import { connectLive, type LiveOptions } from '@everthread/shared/client/live-connection';
import { watchPage } from '@everthread/shared/client/page-events';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import type { Connect } from './models/inbox-model.ts';

/** The live connection of a page's own origin. */
export function connectTeam(page: Window, clock: Clock): Connect {
  const url = new URL('/live', page.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return (options) =>
    connectLive<TeamFrame>({
      ...options,
      url: url.href,
      openSocket: (to, protocols): ReturnType<LiveOptions<TeamFrame>['openSocket']> => new WebSocket(to, protocols),
      watchPage: watchPage(page),
      clock,
      random: Math.random,
    });
}
