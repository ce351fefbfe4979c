import * as z from 'zod/mini';
import { TagId } from './ids.ts';
import { textOf } from './text.ts';

/** The colours that a tag can have. How each looks, in the light and in the dark, is the screen's to know. */
export const TagColor = z.enum(['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink']);
export type TagColor = z.infer<typeof TagColor>;

/** A label that a team gives its topics. */
export const Tag = z.object({ id: TagId, name: z.string(), color: TagColor });
export type Tag = z.infer<typeof Tag>;

const TagName = textOf(40, 1);

/** The id is chosen by the sender, so that making it twice makes it once, and what was removed can be brought back. */
export const NewTag = z.strictObject({ id: TagId, name: TagName, color: TagColor });
export type NewTag = z.infer<typeof NewTag>;

export const TagChange = z.strictObject({ name: z.optional(TagName), color: z.optional(TagColor) });
export type TagChange = z.infer<typeof TagChange>;
