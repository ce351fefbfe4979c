import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../db/connect.ts';
import { drafts } from '../db/schema/drafts.ts';
import { messages } from '../db/schema/messages.ts';

const quoted = alias(messages, 'quoted');

/** Drafts with what they answer to. Add `where`, with the workspace and whose they are. */
export const selectDrafts = (db: Database) =>
  db
    .select({
      agentId: drafts.agentId,
      threadId: drafts.threadId,
      kind: drafts.kind,
      rev: drafts.rev,
      text: drafts.text,
      mentions: drafts.mentions,
      kept: drafts.kept,
      quotedId: quoted.id,
      quotedSeq: quoted.seq,
      quotedBy: quoted.authorKind,
      quotedText: quoted.text,
    })
    .from(drafts)
    .leftJoin(
      quoted,
      and(
        eq(quoted.workspaceId, drafts.workspaceId),
        eq(quoted.threadId, drafts.threadId),
        eq(quoted.id, drafts.quotedId),
      ),
    );

export type DraftRow = Awaited<ReturnType<typeof selectDrafts>>[number];
