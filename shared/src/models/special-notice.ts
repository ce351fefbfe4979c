import * as z from 'zod/mini';
import { AgentId, NoticeId } from './ids.ts';
import { textOf } from './text.ts';

const NOTICE_MAX_LENGTH = 300;
/** The longest that a notice may stand. What holds for longer belongs into the hours. */
export const NOTICE_DAYS = 31;

/** Something that visitors should know for a while: "slower than usual today". The id is chosen by who sets it. */
export const NewNotice = z.strictObject({
  id: NoticeId,
  text: textOf(NOTICE_MAX_LENGTH, 1),
  endsAt: z.iso.datetime(),
});
export type NewNotice = z.infer<typeof NewNotice>;

/** What a visitor sees of it. At its end it is gone by itself. */
export const VisitorNotice = z.object({ id: NoticeId, text: z.string(), endsAt: z.iso.datetime() });
export type VisitorNotice = z.infer<typeof VisitorNotice>;

export const Notice = z.extend(VisitorNotice, { setBy: AgentId, setAt: z.iso.datetime() });
export type Notice = z.infer<typeof Notice>;
