import type { Config } from '../config.ts';

/**
 * The strictest policy that the app can live under: only its own files, only scripts with the nonce, no inline style
 * attribute, no string that becomes script or markup: Trusted Types with no policy to make them, or with the one named,
 * which a page that registers a service worker needs for that one address.
 */
export const contentSecurityPolicy = (
  nonce: string,
  { publicUrl, filesUrl }: Pick<Config, 'publicUrl' | 'filesUrl'>,
  frameAncestors: readonly string[],
  trustedTypes = "'none'",
) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}' 'self'`,
    `img-src 'self' data: ${filesUrl}`,
    "font-src 'self'",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}`,
    "manifest-src 'self'",
    "frame-src 'self'", // the look of a mail, which its own policy shuts into a sandbox
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.join(' ')}`,
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ].join('; ');
