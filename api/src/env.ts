import type { Clock } from './realtime/clock.ts';
import type { Room } from './realtime/room.ts';

/** The bindings that wrangler.toml declares. Settings among them are read by `config.ts` only. */
export type Env = {
  ASSETS: Fetcher;
  FILES: R2Bucket;
  PUBLIC_NETWORK?: Fetcher; // on one machine: the internet without what is near. Elsewhere `fetch` is so itself
  CLOCK: DurableObjectNamespace<Clock>;
  ROOMS: DurableObjectNamespace<Room>;
  VISITOR_LIMIT: RateLimit;
  NEWCOMER_LIMIT: RateLimit;
  AREA_LIMIT: RateLimit;
  RETURNING_LIMIT: RateLimit;
  AGENT_LIMIT: RateLimit;
  WORKSPACE_LIMIT: RateLimit;
  UPLOAD_LIMIT: RateLimit;
  [setting: string]: unknown;
};
