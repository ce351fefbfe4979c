import type { V4ServiceDesignator } from 'miniflare';

/**
 * The way out for what a workspace names: to the internet and nowhere else. What a host name leads to is looked at when
 * the connection is made, so that no name can lead to this machine or its neighbours.
 */
export const publicNetwork = {
  network: { allow: ['public'], deny: [], tlsOptions: { trustBrowserCas: true } },
} satisfies V4ServiceDesignator;
