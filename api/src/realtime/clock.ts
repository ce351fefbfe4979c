import { DurableObject } from 'cloudflare:workers';
import type { MessageId, WorkspaceId } from '@everthread/shared/models/ids';
import { takeModelTurn } from '../bot/take-model-turn.ts';
import type { Env } from '../env.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { indexWorkspace } from '../search/index-soon.ts';

/** What a Clock wakes. Each has an object of its own, so that no message waits while search looks through others. */
export type Waked = 'outbox' | 'search' | 'model';

/** The name of a workspace's Clock. A model's answer has one for each message, so that no visitor waits for another's. */
export const clockName = (workspaceId: WorkspaceId, waked: Waked = 'outbox', messageId?: MessageId): string =>
  [...(waked === 'outbox' ? [] : [waked]), workspaceId, ...(messageId ? [messageId] : [])].join(':');

/**
 * Wakes one workspace's outbox when something in it comes due, or search when something has changed. Its alarm may
 * ring twice, or, if the storage is lost, never: doing it twice does no harm, and what was left the cron does.
 */
export class Clock extends DurableObject<Env> {
  /** Does its work at this time, in milliseconds since 1970, or earlier where something else is due. */
  async wakeAt(workspaceId: WorkspaceId, time: number, waked: Waked = 'outbox', messageId?: MessageId): Promise<void> {
    if (this.ctx.id.name !== clockName(workspaceId, waked, messageId))
      throw new Error('This call was meant for another Clock');
    const { storage } = this.ctx;
    const set = await storage.getAlarm();
    if (set !== null && set <= time) return;
    // An alarm does not know its object's name.
    await storage.put({ workspaceId, waked, ...(messageId && { messageId }) });
    await storage.setAlarm(time);
  }

  /** Cloudflare tries again, with back-off, where it throws. The drain itself asks for the next time. */
  override async alarm(): Promise<void> {
    const { storage } = this.ctx;
    const workspaceId = await storage.get<WorkspaceId>('workspaceId');
    if (!workspaceId) return;
    const surroundings = surroundingsOf(this.env);
    const waked = await storage.get<Waked>('waked');
    const messageId = await storage.get<MessageId>('messageId');
    if (waked === 'model' && messageId) {
      const actor = { kind: 'system', workspaceId } as const;
      await takeModelTurn({ ...surroundings, env: this.env, actor }, messageId);
      await storage.deleteAll(); // nobody asks it again
    }
    if (waked !== 'search') return drainOutbox(surroundings, this.env, workspaceId);
    const nextLookAt = await indexWorkspace(surroundings, workspaceId);
    if (nextLookAt !== undefined) await this.wakeAt(workspaceId, nextLookAt, 'search');
  }
}
