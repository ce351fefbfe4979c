import type { FlowRunId, ImportId, MessageId } from '@everthread/shared/models/ids';
import { takeModelTurn } from '../bot/take-model-turn.ts';
import { takeLookUp } from '../flows/take-look-up.ts';
import { readSlice } from '../imports/import-slice.ts';
import type { HandlerContext } from '../outbox/handler.ts';

/**
 * What asks somebody who may be slow. Each is done in a Clock of its own, for what else follows in the workspace must not
 * wait for strangers. `about`: a message, a flow's run, an import.
 */
export const slowWork = {
  model: (ctx: HandlerContext, about: string) => takeModelTurn(ctx, about as MessageId),
  'look-up': (ctx: HandlerContext, about: string) => takeLookUp(ctx, about as FlowRunId),
  import: (ctx: HandlerContext, about: string) => readSlice(ctx, about as ImportId),
} satisfies Record<string, (ctx: HandlerContext, about: string) => Promise<void>>;
export type SlowWork = keyof typeof slowWork;
