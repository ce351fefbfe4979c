import type { Plugin } from 'miniflare';

/**
 * A Miniflare plugin that opens one more socket, straight to the worker "front-door". Miniflare's own entry believes a
 * `CF-Connecting-IP` that the client sends; on a plain socket workerd itself says who the peer is.
 */
const frontDoor: Plugin = {
  getBindings: () => [],
  getNodeBindings: () => ({}),
  getServices({ options }) {
    const address = findAddress(options.config.env);
    if (address === undefined) return [];
    return {
      services: [],
      extensions: [],
      sockets: [
        { name: options.config.name, address, service: { name: `core:user:${options.config.name}` }, http: {} },
      ],
    };
  },
};

/** What Miniflare looks for when it loads this file. */
export const plugins = { 'front-door': frontDoor };

type Bindings = Readonly<Record<string, { type: string; dev?: unknown }>>;

function findAddress(bindings: Bindings = {}): string | undefined {
  const binding = Object.values(bindings).find(({ type }) => type === 'unsafe:front-door');
  return (binding?.dev as { options?: { address?: string } } | undefined)?.options?.address;
}
