import type { Plugin } from 'vite';

/** Vite's own way of importing later preloads styles and modules. Our parts bring their style along, so `import` is all. */
export function importPlainly(): Plugin {
  const helper = '\0vite/preload-helper.js';
  return {
    name: 'import-plainly',
    enforce: 'pre',
    load: { filter: { id: /preload-helper/ }, handler: (id) => (id === helper ? PLAIN : undefined) },
  };
}

const PLAIN = 'export const __vitePreload = (load) => load();';
