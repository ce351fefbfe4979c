import type { Plugin } from 'vite';

/** The same page under another name, with the module that has all in it which somebody with a conversation needs. */
export function forWhoComesBack(): Plugin {
  return {
    name: 'for-who-comes-back',
    enforce: 'post',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace('/main.ts', '/again.ts') },
    generateBundle(_options, bundle) {
      const page = bundle['m.html'];
      if (page?.type !== 'asset') throw new Error('There is no m.html');
      delete bundle['m.html'];
      this.emitFile({ type: 'asset', fileName: 'm-again.html', source: page.source });
    },
  };
}
