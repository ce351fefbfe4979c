import type { ExecutionContext } from 'hono';
import { filesApp } from '../src/app.ts';
import { newWorker } from './browser.ts';

/** A bucket that holds what it is given, and lists so much at once. */
export function newBucket(pageSize = 1_000) {
  const kept = new Map<string, Buffer>();
  const bucket = {
    put: async (key: string, bytes: Buffer) => void kept.set(key, bytes),
    get: async (key: string) => {
      const body = kept.get(key);
      return body ? { body, size: body.length } : null;
    },
    list: async ({ prefix = '', startAfter = '', cursor = startAfter }: R2ListOptions = {}) => {
      const keys = [...kept.keys()].filter((key) => key.startsWith(prefix) && key > cursor).toSorted();
      const objects = keys.slice(0, pageSize).map((key) => ({ key }));
      return { objects, truncated: keys.length > pageSize, cursor: objects.at(-1)?.key };
    },
    delete: async (keys: string | string[]) => {
      for (const key of [keys].flat()) kept.delete(key);
    },
  };
  return { kept, bucket: bucket as unknown as R2Bucket };
}

/** The host of files over such a bucket, as a browser asks it. */
export async function newFilesHost(FILES: R2Bucket) {
  const { env } = await newWorker({ FILES });
  const executionCtx = { waitUntil() {}, passThroughOnException() {}, props: {} } as ExecutionContext;
  return async (url: string, headers: Record<string, string> = {}): Promise<Response> =>
    filesApp.fetch(new Request(url, { headers }), env, executionCtx);
}
