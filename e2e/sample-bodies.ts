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

/** A flow that hands every first message to a person, as it is first saved. */
export const FLOW = {
  base: 0,
  isOn: false,
  plan: { name: 'To a person', trigger: 'first-message', conditions: [], steps: [{ kind: 'person', id: 'person' }] },
};

export const TARGET = {
  name: 'Within the hour',
  viewId: null,
  filters: {},
  minutes: { first: 60, next: null, done: null },
  inOfficeHours: true,
};
