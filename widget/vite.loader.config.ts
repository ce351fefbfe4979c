import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The loader: one classic script without a single import, for pages that we know nothing of. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    outDir: here('../.build/assets'),
    emptyOutDir: false,
    target: ['es2022', 'safari15'],
    modulePreload: false,
    rolldownOptions: {
      input: here('src/loader/loader.ts'),
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      output: { format: 'iife', entryFileNames: 'w.js' },
    },
  },
});
