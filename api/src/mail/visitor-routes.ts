import { MailCode, NewMailAddress } from '@everthread/shared/models/mail';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { mailAfterResponse } from './mail-after-response.ts';
import { sendTranscript } from './mail-transcript.ts';
import { claimAddress, forgetAddress, ownMail, proveAddress } from './prove-address.ts';

/** Where a visitor wants to be told by mail. */
export const visitorMail = new Hono<VisitorEnv>()
  .get('/', async (c) => c.json({ mail: await ownMail(c.var.ctx) }))
  .post('/', validate('json', NewMailAddress), async (c) => {
    const { address } = c.req.valid('json');
    const { own, mail, replaced } = await claimAddress(c.var.ctx, address);
    if (mail) mailAfterResponse(c, address, mail);
    if (replaced) mailAfterResponse(c, replaced.to, replaced.mail);
    return c.json({ mail: own });
  })
  .post('/code', validate('json', MailCode), async (c) =>
    c.json({ mail: await proveAddress(c.var.ctx, c.req.valid('json').code) }),
  )
  .post('/transcript', validate('json', Empty), async (c) => c.json(await sendTranscript(c.var.ctx)))
  .delete('/', async (c) => {
    const forgotten = await forgetAddress(c.var.ctx);
    if (forgotten) mailAfterResponse(c, forgotten.to, forgotten.mail);
    return c.json({ mail: null });
  });
