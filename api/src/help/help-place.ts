import type { Language } from '@everthread/shared/models/article';
import type { CollectionName } from '@everthread/shared/models/collection';
import type { HelpColor } from '@everthread/shared/models/help';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { photoUrl } from '../agents/photo-url.ts';
import { publicImagesAt } from '../articles/image-passes.ts';
import { spokenIn } from '../bot/tongue.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { EVERYONE, openArticles } from './open-articles.ts';

/** Whose help centre it is, how it looks, and in which languages something is published. */
export type HelpPlace = {
  workspaceId: WorkspaceId;
  name: string;
  color: HelpColor;
  origin: string; // under which search engines know it
  logo: string | null;
  imagesAt: string; // where the images of its articles are shown from
  languages: readonly Language[]; // those in which most is written first
};

/** In the name of nobody: what a help centre shows, everybody may see. */
export const helpContext = (surroundings: Surroundings, workspaceId: WorkspaceId): Context<SystemActor> => ({
  ...surroundings,
  actor: { kind: 'system', workspaceId },
});

type PlaceRow = {
  name: string;
  help_color: HelpColor;
  help_url: string | null;
  logo: string | null;
  languages: Language[] | null;
};

/** The statement that reads it; no row where there is none, or it is not public. */
export const selectPlace = (ctx: Context<SystemActor>) =>
  ctx.db.execute<PlaceRow>(sql`
    select name, help_color, help_url, logo, (
      select jsonb_agg(language order by count desc, language) from (
        select language, count(*) from (${openArticles(ctx, EVERYONE)}) open group by language) written) as languages
    from ${workspaces} where id = ${ctx.actor.workspaceId} and shows_help`);

/** The help centre, if there is one: it is there once something is published for everyone. */
export function toPlace({ config, actor }: Context<SystemActor>, row: PlaceRow | undefined): HelpPlace | undefined {
  if (!row?.languages) return undefined;
  const { workspaceId } = actor;
  return {
    workspaceId,
    name: row.name,
    color: row.help_color,
    origin: row.help_url ?? config.publicUrl,
    logo: row.logo && photoUrl(config, workspaceId, row.logo),
    imagesAt: publicImagesAt(config, workspaceId),
    languages: row.languages,
  };
}

/** What a collection is called by who reads in this language. */
export function nameIn(names: Readonly<Record<Language, CollectionName>>, language: Language): CollectionName {
  const alike = Object.keys(names).find((other) => spokenIn(other) === spokenIn(language));
  const [first] = Object.keys(names).toSorted();
  return names[language] ?? names[alike ?? first ?? ''] ?? { name: '', description: '' };
}
