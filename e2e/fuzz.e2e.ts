import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
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

test.concurrent.each(Object.entries(ROUTE_SCHEMAS))(
  '%s answers anything with a code and a sentence, never with a fault',
  async (route, schema) => {
    await fc.assert(
      fc.asyncProperty(bodiesFor(schema), async (body) => {
        const answer = await tryBody(route, body);
        expect(answer.status, answer.text).toBeLessThan(500);
        if (answer.status < 400) return;
        const { error } = answer.body as { error: { code: string; message: string } };
        expect(error).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/^.{8,400}$/s) });
        expect(answer.text).not.toMatch(/at \w+ \(|node_modules/);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
    );
  },
);
