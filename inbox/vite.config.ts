import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { firstLoad } from '../local/first-load.ts';
import { earlyScript } from './early-script.ts';
import { firstStyles } from './first-styles.ts';
import { serviceWorker } from './service-worker.ts';

const entry = fileURLToPath(new URL('inbox.html', import.meta.url));
const outDir = fileURLToPath(new URL('../.build/assets', import.meta.url));

export default defineConfig({
  base: '/',
  // The Worker puts a fresh nonce in its place for each answer.
  html: { cspNonce: '__NONCE__' },
  plugins: [
    firstStyles(),
    tailwindcss(),
    plainImports(),
    readyAtOnce(),
    earlyScript(),
    sweepOldBuild(),
    serviceWorker(outDir),
  ],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: entry,
      output: {
        entryFileNames: 'assets/inbox-[hash].js',
        chunkFileNames: 'assets/inbox-[name]-[hash].js',
        assetFileNames: 'assets/inbox-[hash][extname]',
        codeSplitting: { groups: [{ name: firstLoad(entry) }] },
      },
    },
  },
});

/**
 * Later files need hardly any that are not here already, and no style of their own: what Vite would put into the first
 * load to fetch those beforehand is left out.
 */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    transform: (_code, id) =>
      id.includes('vite/preload-helper') ? { code: 'export const __vitePreload = (load) => load();', map: null } : null,
  };
}

/**
 * Nearly all of the first file runs at once. Browsers that know this comment make its functions ready beside the main
 * thread, while the file is coming, and not one by one as they are called.
 */
function readyAtOnce(): Plugin {
  return {
    name: 'ready-at-once',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isEntry) file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  };
}

/** The folder is shared with the widget's build, so each build takes away only what itself made before. */
function sweepOldBuild(): Plugin {
  return {
    name: 'sweep-old-build',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const file of readdirSync(`${outDir}/assets`)) {
        if (file.startsWith('inbox-') && !(`assets/${file}` in bundle)) rmSync(`${outDir}/assets/${file}`);
      }
    },
  };
}
