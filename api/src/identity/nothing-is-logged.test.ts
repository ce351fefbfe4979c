import { expect, onTestFinished, test, vi } from 'vitest';
import { newBrowser, newWorker } from '../../test/browser.ts';
import { newKey } from '../../test/conversations.ts';
import { workspaceWithAgent } from '../../test/factories.ts';
import { newSecret, signToken } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';

test.each([
  ['in order', {}],
  ['away', { DATABASE_URL: 'postgres://app:the-db-password@127.0.0.1:1/everthread' }],
])(
  'with a database that is %s, no key, token, secret or person gets into a log or an address',
  async (_how, settings) => {
    const lines: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error'] as const) {
      const spy = vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(parts.join(' ')));
      onTestFinished(() => spy.mockRestore());
    }
    const { ctx, workspaceId } = await workspaceWithAgent(await testSurroundings());
    const secret = await newSecret(ctx);
    const worker = await newWorker(settings);
    const browser = newBrowser(worker);
    const [key, newOne] = [newKey(), newKey()];
    const claims = { name: 'Ada Lovelace', email: 'ada@shop.example' };
    const identityToken = await signToken(workspaceId, secret, { sub: 'person-4711', ...claims });
    const stale = await signToken(workspaceId, secret, { sub: 'person-4712', exp: 1 });
    const message = { id: ctx.newId(), text: 'Between us' };

    const answers = [
      await browser.post('/api/visitor/threads', { workspaceId, key, message, claims }),
      await browser.post('/api/visitor/identify', { workspaceId, key, newKey: newOne, identityToken }),
      await browser.post('/api/visitor/identify', { workspaceId, key, newKey: newOne, identityToken: stale }),
      await browser.post('/api/visitor/session', { workspaceId, key, identityToken }),
      await browser.post('/api/visitor/session', { workspaceId, key }),
      await browser.post('/api/visitor/logout', { workspaceId, key }),
    ];

    const refusals = answers.filter(({ status }) => status >= 400).map(({ body }) => JSON.stringify(body));
    const told = [...lines, ...refusals].join('\n');
    for (const hidden of [key, newOne, identityToken, stale, secret.value, 'person-471', 'Ada', 'ada@', 'Between us']) {
      expect(told).not.toContain(hidden);
    }
    for (const { headers } of answers) expect(headers.get('Location')).toBeNull();
  },
);
