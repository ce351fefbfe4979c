import { DurableObject } from 'cloudflare:workers';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Env } from '../env.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { indexWorkspace } from '../search/index-soon.ts';
import { clockName, type Waked } from './clock-name.ts';
import { slowWork } from './slow-work.ts';

/**
 * Wakes one workspace's outbox when something in it comes due, search when something has changed, or slow work. Its alarm
 * may ring twice, or, if the storage is lost, never: doing it twice does no harm, and what was left the cron does.
 */
export class Clock extends DurableObject<Env> {
  /** Does its work at this time, in milliseconds since 1970, or earlier where something else is due. */
  async wakeAt(workspaceId: WorkspaceId, time: number, waked: Waked = 'outbox', about?: string): Promise<void> {
    if (this.ctx.id.name !== clockName(workspaceId, waked, about))
      throw new Error('This call was meant for another Clock');
    const { storage } = this.ctx;
    const set = await storage.getAlarm();
    if (set !== null && set <= time) return;
    // An alarm does not know its object's name.
    await storage.put({ workspaceId, waked, ...(about && { about }) });
    await storage.setAlarm(time);
  }

  /** Cloudflare tries again, with back-off, where it throws. The drain itself asks for the next time. */
  override async alarm(): Promise<void> {
    const { storage } = this.ctx;
    const workspaceId = await storage.get<WorkspaceId>('workspaceId');
    if (!workspaceId) return;
    const surroundings = surroundingsOf(this.env);
    const waked = await storage.get<Waked>('waked');
    const about = await storage.get<string>('about');
    if (waked && waked !== 'outbox' && waked !== 'search' && about) {
      const actor = { kind: 'system', workspaceId } as const;
      await slowWork[waked]({ ...surroundings, env: this.env, actor }, about);
      if ((await storage.getAlarm()) === null) await storage.deleteAll(); // nobody has asked for it again
    }
    if (waked !== 'search') return drainOutbox(surroundings, this.env, workspaceId);
    const nextLookAt = await indexWorkspace(surroundings, workspaceId);
    if (nextLookAt !== undefined) await this.wakeAt(workspaceId, nextLookAt, 'search');
  }
}
