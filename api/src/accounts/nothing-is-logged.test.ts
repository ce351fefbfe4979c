import { expect, onTestFinished, test, vi } from 'vitest';
import { browserOf, newBrowser, newWorker } from '../../test/browser.ts';
import { workspaceWithAgent } from '../../test/factories.ts';
import { newAddress, PASSWORD } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';

test('a database that is away leaves neither address, password nor token in answer or log', async () => {
  const lines: string[] = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(parts.join(' ')));
    onTestFinished(() => spy.mockRestore());
  }
  const agent = await workspaceWithAgent(await testSurroundings());
  const email = newAddress();
  const worker = await newWorker({ DATABASE_URL: 'postgres://app:the-db-password@127.0.0.1:1/everthread' });
  const [stranger, member] = [newBrowser(worker), browserOf(worker, agent)];

  const answers = [
    await stranger.post('/api/account/sign-in', { email, password: PASSWORD }),
    await stranger.post('/api/account/forgot', { email }),
    await stranger.post('/api/account/confirm', { token: 'mailed-token', password: PASSWORD }),
    await member.get('/api/account/me'),
    await member.get('/api/account/sessions'),
    await member.post('/api/workspaces', { name: 'Teapots' }),
  ];

  expect(answers.every(({ status }) => status >= 500)).toBe(true);
  expect(lines.length).toBeGreaterThan(0);
  const told = lines.join('\n') + JSON.stringify(answers.map(({ body }) => body));
  for (const secret of [email, PASSWORD, 'mailed-token', agent.sessionToken, 'the-db-password', 'Teapots']) {
    expect(told).not.toContain(secret);
  }
});
