import * as z from 'zod/mini';
import { textOf } from './text.ts';

/** What a model is asked for: answers, or what a text means, as a vector. */
export type ModelPurpose = 'answers' | 'embeddings';

/** The model of its own that a workspace asks. Of its key nobody is ever shown more than the end. */
export const WorkspaceModel = z.object({
  baseUrl: z.string(),
  name: z.string(),
  keyEnd: z.nullable(z.string()), // none where the model wants no key
});
export type WorkspaceModel = z.infer<typeof WorkspaceModel>;

/** `deployments`: the name of the model that is asked where the workspace has none of its own. */
export const ModelInUse = z.object({ own: z.nullable(WorkspaceModel), deployments: z.nullable(z.string()) });
export type ModelInUse = z.infer<typeof ModelInUse>;

/** Without `key` the one that is kept stays, as long as the address is of the same host. */
export const WorkspaceModelChange = z.strictObject({
  baseUrl: textOf(2_000, 1),
  name: textOf(200, 1),
  key: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{8,500}$/, { error: 'is not a key' }))),
});
export type WorkspaceModelChange = z.infer<typeof WorkspaceModelChange>;

/**
 * Why a model gave no answer. `key`: it refuses the key. `name`: it has no such model. `busy`: it was asked too often.
 * `late`: it took too long. `failed`: anything else, which says nothing about where it was looked for.
 */
export const ModelTrouble = z.enum(['key', 'name', 'busy', 'late', 'failed']);
export type ModelTrouble = z.infer<typeof ModelTrouble>;

export const ModelTrial = z.object({ outcome: z.union([z.literal('works'), ModelTrouble]) });
export type ModelTrial = z.infer<typeof ModelTrial>;
