import type { ExecutionContext } from 'hono';
import { app } from '../src/app.ts';
import { newWorker, randomNetwork } from './browser.ts';

const manifest = { 'src/help/browser/help.ts': { file: 'assets/help-1.js', css: ['assets/help-1.css'] } };

/** A Worker with the help centre's files as a build leaves them, and who reads its pages without any script. */
export async function newReader(settings: Record<string, unknown> = {}) {
  const ASSETS = { fetch: async () => Response.json(manifest) };
  const { env } = await newWorker({ ASSETS, ...settings });
  const network = randomNetwork();
  const executionCtx = { waitUntil() {}, passThroughOnException() {}, props: {} } as ExecutionContext;

  async function ask(path: string, init: RequestInit = {}) {
    const headers = new Headers({ 'CF-Connecting-IP': network, ...(init.headers as Record<string, string>) });
    const response = await app.fetch(new Request(`${env.PUBLIC_URL}${path}`, { ...init, headers }), env, executionCtx);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  return {
    env,
    ask,
    read: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    post: (path: string, body: string) =>
      ask(path, { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
  };
}
