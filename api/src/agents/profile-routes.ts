import { ProfileChange } from '@everthread/shared/models/profile';
import { Hono } from 'hono';
import { readUpload } from '../attachments/read-upload.ts';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { removePhoto, setPhoto } from './change-photo.ts';
import { changeProfile } from './change-profile.ts';

/** What an agent says of himself. */
export const agentProfile = new Hono<AgentEnv>()
  .patch('/', validate('json', ProfileChange), async (c) => {
    await changeProfile(c.var.ctx, c.req.valid('json'));
    return c.json({});
  })
  .put('/photo', async (c) => {
    const { size, body } = readUpload(c);
    return c.json({ photo: await setPhoto(c.var.ctx, c.env.FILES, size, body) });
  })
  .delete('/photo', async (c) => {
    await removePhoto(c.var.ctx, c.env.FILES);
    return c.json({});
  });
