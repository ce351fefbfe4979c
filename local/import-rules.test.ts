import { expect, test } from 'vitest';
import { readImports } from './import-graph.ts';
import { findProblems } from './import-rules.ts';

const value = (from: string, to: string) => ({ from, to, typeOnly: false });
const type = (from: string, to: string) => ({ from, to, typeOnly: true });

test.each([
  ['shared on api', value('shared/src/errors.ts', 'api/src/app.ts')],
  ['api on local', value('api/src/app.ts', 'local/start.ts')],
  ['a browser on api at run time', value('widget/src/api.ts', 'api/src/app.ts')],
  ['the widget on the inbox', type('widget/src/api.ts', 'inbox/src/api.ts')],
  ['a verb on hono', value('api/src/messages/send-message.ts', 'hono')],
  ['a verb on the Rooms', value('api/src/messages/send-message.ts', 'api/src/realtime/tell-rooms.ts')],
  ['the Room on a table', value('api/src/realtime/room.ts', 'api/src/db/schema/topics.ts')],
  ['a model on a screen', value('inbox/src/models/inbox-model.ts', 'inbox/src/screens/inbox/list.tsx')],
  ['ui on a model', type('inbox/src/ui/button.tsx', 'inbox/src/models/inbox-model.ts')],
  ['a browser on zod', value('widget/src/api.ts', 'zod/mini')],
])('%s is refused', (_what, found) => {
  expect(findProblems([found])).toHaveLength(1);
});

test.each([
  ['a browser on the types of api', type('widget/src/api.ts', 'api/src/app.ts')],
  ['a route on hono', value('api/src/messages/visitor-routes.ts', 'hono')],
  ['a browser on the types of a model', type('widget/src/api.ts', 'shared/src/models/message.ts')],
])('%s is allowed', (_what, found) => {
  expect(findProblems([found, value('shared/src/models/message.ts', 'zod/mini')])).toEqual([]);
});

test('zod is found behind other files, and a circle is found', () => {
  const chain = [value('inbox/src/a.ts', 'shared/src/b.ts'), value('shared/src/b.ts', 'zod/mini')];
  expect(findProblems(chain)).toEqual([expect.stringContaining('inbox/src/a.ts → shared/src/b.ts → zod')]);
  const circle = [value('api/src/db/a.ts', 'api/src/db/b.ts'), value('api/src/db/b.ts', 'api/src/db/a.ts')];
  expect(findProblems(circle)).toEqual([expect.stringContaining('a circle')]);
});

test('imports are read with what they are', async () => {
  const imports = await readImports(['shared/src/models']);
  expect(imports).toContainEqual(value('shared/src/models/topic.ts', 'shared/src/models/ids.ts'));
  expect(imports).toContainEqual(value('shared/src/models/topic.ts', 'zod/mini'));
});
