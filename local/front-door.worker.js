// Stands before the Worker on one machine, as Cloudflare does elsewhere, and says who really knocks. What a client
// writes into these headers is worth nothing, and Miniflare takes orders from some of them.
const NOT_THE_CLIENTS = /^(cf-|mf-|x-forwarded-|x-real-ip$|true-client-ip$|forwarded$)/;

// Only the operator's own proxy, on this machine, and only the hop that it added itself: the last.
const saidByProxy = (request, peer) =>
  /^(127\.|::1$|::ffff:127\.)/.test(peer ?? '')
    ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || undefined
    : undefined;

export default {
  fetch(request, env) {
    const headers = new Headers(request.headers);
    for (const name of [...headers.keys()]) if (NOT_THE_CLIENTS.test(name)) headers.delete(name);
    // A compressed socket costs workerd three times the memory and half the speed.
    headers.delete('sec-websocket-extensions');
    const [, peer] = /^\[?(.+?)\]?:\d+$/.exec(request.cf?.clientIp ?? '') ?? [];
    const address = env.BEHIND_PROXY ? (saidByProxy(request, peer) ?? peer) : peer;
    if (address) headers.set('CF-Connecting-IP', address);
    const worker = new URL(request.url).host === env.FILES_HOST ? env.FILES : env.WORKER;
    return worker.fetch(new Request(request, { headers }));
  },
};
