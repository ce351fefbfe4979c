import * as z from 'zod/mini';
import { VisitorId } from './ids.ts';
import { textOf } from './text.ts';

/** `verified`: proven by a token that the workspace signed. `claimed`: everybody else. */
export const Identity = z.enum(['claimed', 'verified']);
export type Identity = z.infer<typeof Identity>;

/** Where a visitor is, as his browser reports it: claimed, never proven. */
export const Whereabouts = z.strictObject({
  pageUrl: z.optional(textOf(2_000)),
  pageTitle: z.optional(textOf(300)),
  referrer: z.optional(textOf(2_000)),
  language: z.optional(textOf(35)), // BCP 47, such as `ar-EG`
  timeZone: z.optional(textOf(64)), // IANA, such as `Asia/Kathmandu`
});
export type Whereabouts = z.infer<typeof Whereabouts>;

/**
 * The visitor's key: 256 random bits in base64url, made by the browser when its visitor first writes.
 * Whoever holds it is that visitor, so it travels in bodies only, never in a URL, and is stored hashed.
 */
export const VisitorKey = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/, { error: 'must be 43 characters of base64url' }))
  .brand<'VisitorKey'>();
export type VisitorKey = z.infer<typeof VisitorKey>;

/** What the team sees of a visitor. */
export const Visitor = z.object({
  id: VisitorId,
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  identity: Identity,
  pageUrl: z.nullable(z.string()),
  pageTitle: z.nullable(z.string()),
  referrer: z.nullable(z.string()),
  language: z.nullable(z.string()),
  timeZone: z.nullable(z.string()),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type Visitor = z.infer<typeof Visitor>;
