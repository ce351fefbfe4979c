import { createHash } from 'node:crypto';

const LENGTH = 16;

/** By what vectors are known to be one model's: by its name, and by where it is asked. */
export const embeddingId = (baseUrl: string, name: string): string =>
  createHash('sha256').update(`${baseUrl}\n${name}`).digest('base64url').slice(0, LENGTH);
