import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A style without its line ends: they would weigh. */
const stylesInOneLine: Plugin = {
  name: 'styles-in-one-line',
  transform: { filter: { id: /loader\/styles\.ts$/ }, handler: (code) => code.replaceAll('}\n', '}') },
};

/** What is imported later, without Vite's own way of doing it: it would weigh. */
const importAsItIs: Plugin = {
  name: 'import-as-it-is',
  renderChunk: (code) => ({ code: code.replace('importLater(', 'import('), map: null }),
};

/**
 * The loader: one classic script without a single import, for pages that we know nothing of. `--mode in-place`: the same
 * for a site that shows notifications itself.
 */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  publicDir: false,
  plugins: [stylesInOneLine, importAsItIs],
  build: {
    outDir: here('../.build/assets'),
    emptyOutDir: false,
    target: ['es2022', 'safari15'],
    modulePreload: false,
    rolldownOptions: {
      input: here(mode === 'in-place' ? 'src/in-place/w.ts' : 'src/loader/loader.ts'),
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      output: { format: 'iife', entryFileNames: mode === 'in-place' ? 'in-place/w.js' : 'w.js' },
    },
  },
}));
