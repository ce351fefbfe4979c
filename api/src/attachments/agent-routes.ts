import { LinksWanted } from '@everthread/shared/models/attachment';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { InAttachment, InThread, NamedFile } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { cleanName } from './file-name.ts';
import { issueLinks } from './issue-links.ts';
import { readUpload } from './read-upload.ts';
import { uploadFile } from './upload-file.ts';

export const agentAttachments = new Hono<AgentEnv>()
  .put(
    '/:threadId/attachments/:attachmentId',
    validate('param', InAttachment),
    validate('query', NamedFile),
    async (c) => {
      const { threadId, attachmentId: id } = c.req.valid('param');
      const { size, body } = readUpload(c);
      const upload = { id, name: cleanName(c.req.valid('query').name), size };
      return c.json({ attachment: await uploadFile(c.var.ctx, c.env.FILES, threadId, upload, body) }, 201);
    },
  )
  .post('/:threadId/attachment-links', validate('param', InThread), validate('json', LinksWanted), async (c) => {
    const { threadId } = c.req.valid('param');
    return c.json({ links: await issueLinks(c.var.ctx, threadId, c.req.valid('json').ids) });
  });
