import {
  AttributeName,
  type AttributeSource,
  AttributeWritten,
  MOST_ATTRIBUTES,
} from '@everthread/shared/models/visitor-details';
import type { ToldAttributes } from '../context.ts';

/**
 * What of `custom_attributes` can be a field. Whatever cannot is left out, and what is more than a visitor can have: a
 * mistake in them keeps nobody away. Nothing where nothing is left.
 */
export function readAttributes(given: unknown, by: AttributeSource): { attributes?: ToldAttributes } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const read = new Map<string, ToldAttributes['pairs'][number][1]>();
  for (const [key, each] of Object.entries(given)) {
    if (read.size >= MOST_ATTRIBUTES) break;
    const name = AttributeName.safeParse(key);
    const value = AttributeWritten.safeParse(each);
    if (name.success && value.success && !read.has(name.data)) read.set(name.data, value.data);
  }
  return read.size > 0 ? { attributes: { by, pairs: [...read] } } : {};
}
