import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Listening, listenOnLoopback } from '../local/loopback.ts';

/** How a shop's order-status service goes on, by what the number that it is asked for begins with. */
const MANNERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  TS: (response) => say(response, { status: 'on its way', arrives: 'tomorrow' }),
  SLOW: () => {}, // for as long as somebody waits
  FAIL: (response) => response.writeHead(500).end('no'),
  LIE: (response) => say(response, { status: ['sent'], arrives: { toString: 1 }, isVerified: true }),
  HUGE: (response) => say(response, { status: 'x'.repeat(1_000_000), arrives: 'soon' }),
  EVIL: (response) => say(response, { status: '{order} <img src=x onerror=alert(1)>', arrives: '$& {order}' }),
};

/** A shop's order-status service on this machine. */
export const openOrderStatus = (): Promise<Listening> =>
  listenOnLoopback(
    createServer((request, response) => void answer(request, response).catch(() => response.destroy())),
    0,
  );

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { data } = JSON.parse(await text(request)) as { data: { answers: { order?: string } } };
  const [manner = ''] = data.answers.order?.split('-') ?? [];
  MANNERS[manner]?.(response);
}

const say = (response: ServerResponse, fields: object) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(fields));
