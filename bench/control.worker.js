// What the figures are measured against: the least that could be done in the same workerd, by the same means.
import { DurableObject } from 'cloudflare:workers';

/** Sends back what it hears. */
export class Echo extends DurableObject {
  fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(socket, said) {
    socket.send(said);
  }
}

/** Sends what it is told to every socket. */
export class Broadcast extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }
  fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketClose(socket) {
    socket.close(1000, '');
  }
  tell(text) {
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }
}

const INSERT = `insert into bench_messages
  (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, author_identity, text, sent_at)
  values ($1, $2, $3, $4, 1, 1, 'message', 'visitor', 'claimed', $5, now())`;

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const name = searchParams.get('name') ?? '';
    switch (pathname) {
      case '/insert': {
        const params = await request.json();
        const answer = await fetch(env.SQL_URL, {
          method: 'POST',
          headers: {
            'Neon-Connection-String': env.DATABASE_URL,
            'Neon-Raw-Text-Output': 'true',
            'Neon-Array-Mode': 'true',
          },
          body: JSON.stringify({ query: INSERT, params }),
        });
        return new Response(await answer.text(), { status: answer.ok ? 201 : 500 });
      }
      case '/echo':
        return env.ECHO.getByName(name).fetch(request);
      case '/broadcast':
        if (request.headers.get('Upgrade')) return env.BROADCAST.getByName(name).fetch(request);
        await env.BROADCAST.getByName(name).tell(await request.text());
        return new Response('told');
      // The product's own Room, called as its Worker calls it, so that only what the Room does differs.
      case '/room': {
        const { room, deliveries } = await request.json();
        await env.ROOMS.getByName(name).deliver(room, deliveries);
        return new Response('told');
      }
      default:
        return new Response('not here', { status: 404 });
    }
  },
};
