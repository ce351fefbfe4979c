import type { TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Outlook } from '@everthread/shared/models/outlook';
import type { RatingScale } from '@everthread/shared/models/rating';
import type { VisitorNotice } from '@everthread/shared/models/special-notice';
import { eq } from 'drizzle-orm';
import { asksBotFirst } from '../bot/bot-rows.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { describeError, log } from '../log.ts';
import { expectationFor, type KnownVisitor } from '../promises/expectation.ts';
import { selectStandingNotice, toVisitorNotice } from '../special-notices/notice-rows.ts';
import { hoursNow } from './hours-now.ts';
import { type HoursSettings, hoursOf } from './hours-of.ts';
import { readHours, selectHours } from './select-hours.ts';

const FRESH_FOR_MS = 60_000;
const MAX_REMEMBERED = 1_000;

type Remembered = {
  settings: HoursSettings;
  notice: VisitorNotice | null;
  ratingScale: RatingScale;
  asksBot: boolean;
  until: number;
};
const remembered = new WeakMap<Database, Map<WorkspaceId, Remembered>>();

/**
 * What a visitor of a team's, or of no team's, may expect now, by settings at most a minute old. `answer`: for which he
 * would wait who writes now.
 */
export async function outlookFor(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
  teamId: TeamId | null,
  answer: 'first' | 'next' = 'first',
  visitor?: KnownVisitor,
): Promise<Outlook> {
  const now = surroundings.now().getTime();
  const { settings, notice, ratingScale, asksBot } = await recall(surroundings, workspaceId, now);
  const hours = hoursOf(settings, teamId);
  // What cannot be estimated is not said; the messenger comes all the same.
  const expected = await expectationFor(surroundings, workspaceId, teamId, answer, visitor).catch((error) => {
    log('promises.no_expectation', { workspaceId, ...describeError(error) });
    return undefined;
  });
  return {
    hours: hours && hoursNow(hours, now),
    notice: notice && Date.parse(notice.endsAt) > now ? notice : null,
    ratingScale,
    ...(expected && { expected }),
    ...(asksBot && { asksBot }),
  };
}

/** So that who changes hours or sets a notice sees it at once, at least where his next request meets this isolate. */
export function forgetOutlook(db: Database, workspaceId: WorkspaceId): void {
  remembered.get(db)?.delete(workspaceId);
}

async function recall(surroundings: Surroundings, workspaceId: WorkspaceId, now: number): Promise<Remembered> {
  const all = remembered.get(surroundings.db) ?? new Map<WorkspaceId, Remembered>();
  remembered.set(surroundings.db, all);
  const known = all.get(workspaceId);
  if (known && known.until > now && known.until - now <= FRESH_FOR_MS) return known;
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const [office, shifts, [notice], [workspace]] = await inWorkspace(ctx, [
    ...selectHours(ctx.db, workspaceId),
    selectStandingNotice(ctx),
    ctx.db
      .select({ ratingScale: workspaces.ratingScale, asksBot: asksBotFirst })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId)),
  ]);
  const read: Remembered = {
    settings: readHours(office, shifts),
    notice: notice ? toVisitorNotice(notice) : null,
    ratingScale: workspace?.ratingScale ?? 'off',
    asksBot: workspace?.asksBot ?? false,
    until: now + FRESH_FOR_MS,
  };
  if (all.size >= MAX_REMEMBERED) all.clear();
  all.set(workspaceId, read);
  return read;
}
