import { FreshProof, OwnErasure } from '@everthread/shared/models/personal-data';
import { Hono } from 'hono';
import type { VisitorEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { mailAfterResponse } from '../mail/mail-after-response.ts';
import { eraseOwn } from './erase-own.ts';
import { exportOwn, sendProofCode } from './export-of.ts';

export const DOWNLOAD = {
  'content-type': 'application/json',
  'content-disposition': 'attachment; filename="personal-data.json"',
  'cache-control': 'no-store',
};

/** What there is of a visitor: he may have it, and have it erased. */
export const visitorPersonalData = new Hono<VisitorEnv>()
  .post('/code', validate('json', Empty), async (c) => {
    const { address, mail } = await sendProofCode(c.var.ctx);
    mailAfterResponse(c, address, mail);
    return c.json({ address });
  })
  .post('/export', validate('json', FreshProof), async (c) =>
    c.body(await exportOwn(c.var.ctx, c.req.valid('json')), 200, DOWNLOAD),
  )
  .post('/erasure', validate('json', OwnErasure), async (c) =>
    c.json({ erasure: await eraseOwn(c.var.ctx, c.req.valid('json'), clientIp(c)) }, 201),
  );
