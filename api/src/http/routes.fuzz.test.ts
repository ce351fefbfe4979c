import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { browserOf, newBrowser, newWorker } from '../../test/browser.ts';
import { newThread } from '../../test/conversations.ts';
import { startDomainsProvider } from '../../test/domains-provider.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { bodiesFor } from '../../test/hostile-bodies.ts';
import { ROUTE_SCHEMAS } from '../../test/route-schemas.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { issueAccessToken } from '../visitors/access-token.ts';

/** A few in every run of the tests; `npm run fuzz` asks for ten thousand a schema. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 10);
const AN_HOUR = 3_600_000;

const surroundings = await testSurroundings();
const provider = await startDomainsProvider();
afterAll(provider.stop);
const worker = await newWorker({ RESEND_BASE_URL: provider.url });
const workspace = await newWorkspace(surroundings);
const { visitor, threadId, topicId } = await newThread(workspace);

test.each(Object.entries(ROUTE_SCHEMAS))(
  'L6 %s takes whatever comes without a fault',
  async (route, schema) => {
    const [method = '', path = ''] = route.split(' ');
    const isVisitors = path.includes('/visitor/');
    const browser = isVisitors ? newBrowser(worker) : browserOf(worker, await newAgent(workspace, 'owner'));
    await fc.assert(
      fc.asyncProperty(bodiesFor(schema), async (body) => {
        const { token } = await issueAccessToken(surroundings.config, surroundings.now(), visitor.actor);
        const url = path
          .replace(':workspaceId', workspace.actor.workspaceId)
          .replace(':threadId', threadId)
          .replace(':topicId', topicId)
          .replace(/:(message|target|experiment)Id/, surroundings.newId());
        const headers: Record<string, string> = isVisitors ? { authorization: `Bearer ${token}` } : {};
        const answer = await browser.ask(method, url, JSON.stringify(body), headers);
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
  },
  AN_HOUR,
);
