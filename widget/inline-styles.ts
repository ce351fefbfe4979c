import type { Plugin } from 'vite';

/**
 * The page's first answer carries its style, so that it is whole without a second request. The server replaces the
 * nonce in each answer.
 */
export function inlineStyles(): Plugin {
  return {
    name: 'inline-styles',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const styles = Object.values(bundle).filter((file) => file.fileName.endsWith('.css'));
      const text = styles
        .map((file) => (file.type === 'asset' ? String(file.source) : ''))
        .join('')
        .trim();
      for (const { fileName } of styles) delete bundle[fileName];
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
        file.source = String(file.source)
          .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
          .replace('</title>', () => `</title><style nonce="__NONCE__">${text}</style>`)
          .replaceAll('<script type="module" crossorigin', '<script type="module" nonce="__NONCE__"')
          .replace(/>\s+</g, '><');
      }
    },
  };
}
