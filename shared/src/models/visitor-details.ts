import * as z from 'zod/mini';
import { AgentId, MergeId, TagId, VisitorId } from './ids.ts';
import { textOf } from './text.ts';
import { Visitor } from './visitor.ts';

/** How many of the workspace's own fields one visitor can have. */
export const MOST_ATTRIBUTES = 50;

/** How many of the pages on which he was last are kept. */
export const MOST_PAGES = 20;

const AttributeValue = z.union([z.string(), z.number(), z.boolean()]);

/** How the workspace's site told it: in a token that it signed, or beside a hash, where anybody at the browser can write. */
export const AttributeSource = z.enum(['signed', 'claimed']);
export type AttributeSource = z.infer<typeof AttributeSource>;

/**
 * A field of the workspace's own. What is private, only those who work here see: no viewer, no visitor, no bot. Without
 * a source the team wrote it.
 */
export const Attribute = z.object({
  name: z.string(),
  value: AttributeValue,
  isPrivate: z.boolean(),
  source: z.optional(AttributeSource),
});
export type Attribute = z.infer<typeof Attribute>;

/** What somebody is called, according to somebody. */
const Profile = z.object({ name: z.nullable(z.string()), email: z.nullable(z.string()) });

/** A device that he used, as far as it is known: his browser made a key on it. */
export const Device = z.object({ firstUsedAt: z.iso.datetime(), lastUsedAt: z.iso.datetime(), isProven: z.boolean() });
export type Device = z.infer<typeof Device>;

/** A page on which he was, as his browser reported it: claimed, never proven. */
export const VisitedPage = z.object({ url: z.string(), title: z.nullable(z.string()), at: z.iso.datetime() });
export type VisitedPage = z.infer<typeof VisitedPage>;

/** What he answered when a flow asked, the latest under each name: said by him, proven by nobody. */
export const Told = z.object({ name: z.string(), value: z.string(), at: z.iso.datetime() });
export type Told = z.infer<typeof Told>;

/** Somebody who was merged into a visitor, and until when that can be undone; null: no longer. */
export const VisitorMerge = z.object({
  id: MergeId,
  mergedId: VisitorId,
  name: z.nullable(z.string()),
  agentId: z.nullable(AgentId),
  at: z.iso.datetime(),
  undoUntil: z.nullable(z.iso.datetime()),
});
export type VisitorMerge = z.infer<typeof VisitorMerge>;

/**
 * How it is known that a mailbox is his: he says so, brought back a code, or its domain vouched for a mail of his. `proven`:
 * by one of these, nobody has noted by which.
 */
export const MailProof = z.enum(['claimed', 'code', 'mail', 'proven']);
export type MailProof = z.infer<typeof MailProof>;

/** `stopped`: why nothing is mailed there all the same. Who has complained to whichever workspace is only not reached. */
const VisitorMail = z.object({
  address: z.string(),
  proof: MailProof,
  stopped: z.nullable(z.enum(['unsubscribed', 'unreachable'])),
});

/** All that the team knows of a visitor. `visitor` has his name and address as they are shown. */
export const VisitorDetails = z.object({
  visitor: Visitor,
  externalId: z.nullable(z.string()), // the workspace's own name for him, where a token has proven it
  said: Profile, // by himself; by the token, of whom one has proven
  noted: Profile, // by the team
  mail: z.nullable(VisitorMail), // where he wants to be told by mail
  attributes: z.array(Attribute), // by name
  told: z.array(Told), // by name
  devices: z.array(Device), // the latest first
  pages: z.array(VisitedPage), // the latest first
  tagIds: z.array(TagId), // by the tags' names
  merges: z.array(VisitorMerge), // the latest first
});
export type VisitorDetails = z.infer<typeof VisitorDetails>;

const Noted = (most: number) => z.optional(z.nullable(textOf(most, 1)));

const TagIds = z.array(TagId).check(z.maxLength(50));

export const AttributeName = textOf(60, 1);
export const AttributeWritten = z.union([textOf(1_000, 1), z.number(), z.boolean()]);

/** What an agent writes down of a visitor. `null` takes it away again. Nothing of it proves who somebody is. */
export const VisitorChange = z.strictObject({
  name: Noted(200),
  email: Noted(320),
  addTagIds: z.optional(TagIds),
  removeTagIds: z.optional(TagIds),
  attributes: z.optional(
    z
      .array(
        z.strictObject({
          name: AttributeName,
          value: z.nullable(AttributeWritten),
          isPrivate: z.boolean(),
        }),
      )
      .check(
        z.maxLength(MOST_ATTRIBUTES),
        z.refine((changes) => new Set(changes.map(({ name }) => name)).size === changes.length, {
          error: 'has a name twice',
        }),
      ),
  ),
});
export type VisitorChange = z.infer<typeof VisitorChange>;

/** The answer to a change: what is known now, and the change that would put it back. */
export const VisitorChanged = z.object({ details: VisitorDetails, undo: VisitorChange });
export type VisitorChanged = z.infer<typeof VisitorChanged>;
