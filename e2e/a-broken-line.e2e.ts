import { connect } from 'node:net';
import { expect, inject, test } from 'vitest';
import { knock } from './knock.ts';
import { newMessageId, newPlace, type Visitor } from './people.ts';

/** Says this to the Worker, and ends the line by force once so many bytes were sent, or as soon as an answer comes. */
function sayAndBreak(said: Buffer, bytes: number): Promise<void> {
  const { hostname, port } = new URL(inject('system').apiUrl);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => {
      socket.write(
        said.subarray(0, bytes),
        () => bytes < said.length && setTimeout(() => socket.resetAndDestroy(), 20),
      );
    });
    socket.once('data', () => socket.resetAndDestroy());
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
}

const pathOf = ({ thread }: Visitor) => `/api/visitor/threads/${thread.id}/messages`;

function asSent(visitor: Visitor, message: { id: string; text: string }): Buffer {
  const body = JSON.stringify(message);
  const head = [
    `POST ${pathOf(visitor)} HTTP/1.1`,
    `Host: ${new URL(inject('system').apiUrl).host}`,
    `Origin: ${inject('system').appUrl}`,
    `Authorization: ${visitor.headers.authorization}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

test('N6 a send whose line breaks after any of its bytes, and is then tried again, stands there once and in order', async () => {
  const { visitor } = await newPlace('First');
  const texts: string[] = [];
  for (let part = 0; part <= 12; part += 1) {
    const message = { id: newMessageId(), text: `Broken after ${part} of 12 parts` };
    texts.push(message.text);
    const whole = asSent(visitor, message);
    await sayAndBreak(whole, Math.ceil((whole.length * part) / 12));
    const again = await knock(pathOf(visitor), { method: 'POST', headers: visitor.headers, body: message });
    expect(again.status).toBe(201);
  }

  const { messages } = (await knock(`${pathOf(visitor)}?before=100`, { headers: visitor.headers })).body as {
    messages: { text: string; seq: number; author: { kind: string } }[];
  };
  const own = messages.filter(({ author }) => author.kind === 'visitor').toSorted((a, b) => a.seq - b.seq);
  expect(own.map(({ text }) => text)).toEqual(['First', ...texts]);
});
