import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bodiesFor } from '../api/test/hostile-bodies.ts';
import { jsonRoutes, ROUTE_SCHEMAS } from '../api/test/route-schemas.ts';
import { type Answer, knock } from './knock.ts';
import { newMessageId, newPlace, type Place } from './people.ts';

const RUNS = 200;

test('every route that takes a JSON body is tried here', () => {
  expect(Object.keys(ROUTE_SCHEMAS).toSorted()).toEqual(jsonRoutes());
});

// Several, because each visitor and workspace may do only so much in ten seconds.
let places: Place[];
beforeAll(async () => {
  places = await Promise.all(Array.from({ length: 8 }, () => newPlace()));
});

let turn = 0;
function tryBody(route: string, body: unknown): Promise<Answer> {
  const place = places[++turn % places.length] as Place;
  const [method = '', path = ''] = route.split(' ');
  const url = path
    .replace(':workspaceId', place.workspaceId)
    .replace(':threadId', place.threadId)
    .replace(':topicId', place.topicId)
    .replace(':messageId', newMessageId());
  const headers = path.includes('/visitor/') ? place.visitor.headers : { cookie: place.agent.cookie };
  return knock(url, { method, headers, body: JSON.stringify(body) });
}

// Routes that take the same are tried by turns.
const shapeOf = (route: string) =>
  JSON.stringify(z.toJSONSchema(schemaOf(route), { io: 'input', unrepresentable: 'any' }));
const schemaOf = (route: string) => ROUTE_SCHEMAS[route] as z.ZodMiniType;
const sorts = Object.values(Object.groupBy(Object.keys(ROUTE_SCHEMAS), shapeOf)).map((routes = []) => routes);

test.concurrent.each(sorts.map((routes) => [routes.join(', '), routes] as const))(
  '%s: whatever is sent is answered with a code and a sentence, never with a fault',
  async (_, routes) => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(bodiesFor(schemaOf(routes[0] as string)), async (body) => {
        const route = routes[nth++ % routes.length] as string;
        const answer = await tryBody(route, body);
        expect(answer.status, `${route}: ${answer.text}`).toBeLessThan(500);
        if (answer.status < 400) return;
        const { error } = answer.body as { error: { code: string; message: string } };
        expect(error).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/^.{8,400}$/s) });
        expect(answer.text).not.toMatch(/at \w+ \(|node_modules/);
      }),
      { numRuns: RUNS, timeout: 30_000 }, // each of them: nothing may hang
    );
  },
  600_000,
);
