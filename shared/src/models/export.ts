import * as z from 'zod/mini';

/** What is taken out, and in which form. `json` is one list of objects. */
export const Export = z.strictObject({
  what: z.enum(['topics', 'messages', 'promises', 'targets']),
  format: z.enum(['csv', 'json']),
});
export type Export = z.infer<typeof Export>;
