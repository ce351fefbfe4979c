import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What speaks to somebody who stays on a page: one module, into which the server puts what it says. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    outDir: here('../.build/assets'),
    emptyOutDir: false,
    target: ['es2022', 'safari15'],
    modulePreload: false,
    rolldownOptions: {
      input: here('src/proactive/proactive.ts'),
      output: { format: 'es', entryFileNames: 'proactive.js' },
    },
  },
});
