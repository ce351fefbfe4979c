import { createHash } from 'node:crypto';
import type { VisitorKey } from '@everthread/shared/models/visitor';

/** What is stored of a key. It has 256 random bits, so a plain SHA-256 cannot be searched back. */
export const hashKey = (key: VisitorKey): string => createHash('sha256').update(key).digest('base64url');
