import { createECDH, randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** A browser whose push service takes nothing now. */
export const newDevice = () => ({
  endpoint: `${inject('system').pushUrl}/busy/${crypto.randomUUID()}`,
  keys: {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  },
  name: 'Chrome on Linux',
});

/** In which nobody here takes part, so that nothing follows from it. */
export const EXPERIMENT = {
  name: 'Surer promises',
  filters: { language: ['xx'] },
  first: { likelihood: 90, leastMinutes: 0 },
  second: { likelihood: 50, leastMinutes: 0 },
  share: 50,
  detects: 5,
};

export const newArticle = (id: string, title: string) => ({
  id,
  audience: 'internal',
  language: 'en',
  title,
  body: 'Only the team may read this.',
  wordings: [],
});
