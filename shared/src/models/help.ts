import * as z from 'zod/mini';

/** The colours that a help centre may have: each is one that can be read by light and by dark. */
export const HelpColor = z.enum(['indigo', 'blue', 'teal', 'green', 'amber', 'red', 'pink', 'slate']);
export type HelpColor = z.infer<typeof HelpColor>;

/** Whether an article helped. */
export const HelpVote = z.strictObject({ helped: z.enum(['yes', 'no']) });
export type HelpVote = z.infer<typeof HelpVote>;
