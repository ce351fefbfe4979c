import { WorkerEntrypoint } from 'cloudflare:workers';
import { forgetExpired } from './accounts/forget-expired.ts';
import { app, filesApp } from './app.ts';
import { forgetUnnamedImages } from './articles/forget-unnamed-images.ts';
import { forgetUnusedImages } from './articles/forget-unused-images.ts';
import { forgetUnsentFiles } from './attachments/forget-unsent-files.ts';
import { sweepIndex } from './bot/index-again.ts';
import type { Env } from './env.ts';
import { surroundingsOf } from './http/surroundings.ts';
import { inTurn } from './in-turn.ts';
import { takeEmail } from './mail/email-door.ts';
import { sweep } from './outbox/sweep.ts';
import { eraseUnseen } from './personal-data/erase-unseen.ts';
import { forgetErasedKeys } from './personal-data/forget-erased-keys.ts';
import { sweepSearch } from './search/sweep-search.ts';
import { forgetOldThrottles } from './throttles/forget-old-throttles.ts';

export { Clock } from './realtime/clock.ts';
export { Room } from './realtime/room.ts';

/** Where `files-worker.ts` leads. Assets are answered before the default entrypoint, on any host; not before this one. */
export class Files extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return filesApp.fetch(request, this.env, this.ctx);
  }
}

export default {
  fetch: app.fetch,
  email: takeEmail,
  async scheduled({ scheduledTime }, env): Promise<void> {
    const surroundings = surroundingsOf(env);
    await inTurn([
      () => sweep(surroundings, env),
      () => sweepSearch(surroundings),
      () => sweepIndex(surroundings),
      () => forgetOldThrottles(surroundings),
      () => forgetExpired(surroundings),
      () => forgetUnsentFiles(surroundings, env.FILES),
      () => forgetUnusedImages(surroundings, env.FILES),
      // Nobody has waited nine months for a minute: once an hour is enough to look through those who were here long ago.
      () => (new Date(scheduledTime).getUTCMinutes() === 0 ? eraseUnseen(surroundings) : undefined),
      () => (new Date(scheduledTime).getUTCMinutes() === 0 ? forgetErasedKeys(surroundings) : undefined),
      () => (new Date(scheduledTime).getUTCMinutes() === 0 ? forgetUnnamedImages(surroundings, env.FILES) : undefined),
    ]);
  },
} satisfies ExportedHandler<Env>;
