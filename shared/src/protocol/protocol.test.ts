import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { TeamDown, VisitorDown } from './down.ts';
import { UpFrame } from './up.ts';
import { PROTOCOL_VERSION, SUBPROTOCOL } from './version.ts';

test('P1 the wire changes only together with its version', () => {
  expect({
    version: PROTOCOL_VERSION,
    subprotocol: SUBPROTOCOL,
    up: z.toJSONSchema(UpFrame),
    toVisitors: z.toJSONSchema(VisitorDown),
    toTheTeam: z.toJSONSchema(TeamDown),
  }).toMatchSnapshot();
});
