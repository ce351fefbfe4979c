import * as z from 'zod/mini';
import { AgentId, ErasureId } from './ids.ts';
import { MailCode } from './mail.ts';

/** What there is of a visitor, in the words of who reads a receipt. */
export const ErasedKind = z.enum([
  'profile',
  'browsers',
  'messages',
  'files',
  'topics',
  'notes', // what agents had begun or meant to write to him
  'mails',
  'bot',
  'flows',
  'promises',
  'notices',
  'merges',
  'log',
  'waiting', // what was still to be done about him
]);
export type ErasedKind = z.infer<typeof ErasedKind>;

/** How many of each kind; what there was none of is left out. */
export type ErasedCounts = Partial<Record<ErasedKind, number>>;

/** By which a visitor shows anew who he is: his workspace's token, or the code that was mailed to him. */
export const FreshProof = z.strictObject({
  identityToken: z.optional(z.unknown()),
  code: z.optional(MailCode.shape.code),
});
export type FreshProof = z.infer<typeof FreshProof>;

/** A visitor is to be erased. */
export const NewErasure = z.strictObject({ id: ErasureId });
export type NewErasure = z.infer<typeof NewErasure>;

/** A visitor has himself erased: who can show who he is, shows it anew. */
export const OwnErasure = z.strictObject({ ...NewErasure.shape, ...FreshProof.shape });
export type OwnErasure = z.infer<typeof OwnErasure>;

/** A receipt. Says nothing of whom it was about. */
export const Erasure = z.object({
  id: ErasureId,
  askedBy: z.enum(['visitor', 'agent', 'age']), // himself, one of the team, or because he had not been here for long
  agentId: z.nullable(AgentId),
  askedAt: z.iso.datetime(),
  counts: z.record(z.string(), z.int()),
  doneAt: z.nullable(z.iso.datetime()), // none while it goes on
});
export type Erasure = z.infer<typeof Erasure>;

/** `unseen`: of those who were erased because they had not been here for long. */
export const Receipts = z.object({ erasures: z.array(Erasure), unseen: z.array(Erasure) });
export type Receipts = z.infer<typeof Receipts>;

/** After so long an unproven visitor who has not come back is erased. */
export const UNSEEN_MONTHS = 9;
