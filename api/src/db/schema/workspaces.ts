import type { BotMode } from '@everthread/shared/models/bot';
import type { HelpColor } from '@everthread/shared/models/help';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { RatingScale } from '@everthread/shared/models/rating';
import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgPolicy, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { app, onlyOwnWorkspace } from './policies.ts';

export const workspaces = pgTable(
  'workspaces',
  {
    id: uuid().$type<WorkspaceId>().primaryKey(),
    name: text().notNull(),
    allowedOrigins: text().array().notNull().default([]),
    // `enforced`: nobody writes without a token that the workspace has signed.
    identityMode: text().$type<'optional' | 'enforced'>().notNull().default('optional'),
    reopenWithinHours: integer().notNull().default(48), // a message this soon after `done` is about the same matter
    makesPromises: boolean().notNull().default(true), // tells visitors when a person answers
    promiseLikelihood: integer().notNull().default(90), // that a promise is to hold, in percent
    showsQueuePlace: boolean().notNull().default(false), // to who waits
    aimMinutes: integer().notNull().default(240), // of office time, in which the team wants to answer: said until there is a history
    ratingScale: text().$type<RatingScale>().notNull().default('faces'), // `off`: nobody is asked how it went
    showsHelp: boolean().notNull().default(true), // what is published for everyone, as a help centre
    helpColor: text().$type<HelpColor>().notNull().default('indigo'),
    helpUrl: text(), // an origin under which the help centre is shown, if not under ours
    logo: text(), // the name of its file
    // Silent, whatever it says, until an article is published.
    botMode: text().$type<BotMode>().notNull().default('bot-first'),
    botName: text(), // none: the workspace's own
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check('workspaces_rating_scale', sql`${t.ratingScale} in ('faces', 'stars', 'off')`),
    check('workspaces_promise_likelihood', sql`${t.promiseLikelihood} between 50 and 95`),
    check('workspaces_bot_mode', sql`${t.botMode} in ('off', 'bot-first', 'people-first')`),
    check('workspaces_aim_minutes', sql`${t.aimMinutes} between 1 and 10080`),
    pgPolicy('own_workspace', {
      for: 'all',
      to: app,
      using: sql`id = current_workspace()`,
      withCheck: sql`id = current_workspace()`,
    }),
    // Before a workspace is entered, a signed-in user sees those in which he is an agent.
    pgPolicy('own_memberships', {
      for: 'select',
      to: app,
      using: sql`id in (select workspace_id from agents where user_id = current_user_id())`,
    }),
  ],
);

/** Where the tag was last seen running. Filled when the messenger is first opened on a page of that origin. */
export const seenOrigins = pgTable(
  'seen_origins',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    origin: text().notNull(),
    firstSeenAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.origin] }), onlyOwnWorkspace()],
);

/** The secrets with which a workspace signs who its visitors are. At most two live at once, for rotation. */
export const identitySecrets = pgTable(
  'identity_secrets',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: text().notNull(), // the `kid` of the tokens it signs
    sealedSecret: text().notNull(), // with a key that is not in the database
    createdAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), onlyOwnWorkspace()],
);
