import type { Strings } from './locales/en.ts';

/** What to call a visitor: his name, or the first four characters of his id. */
export const visitorName = (visitor: { id: string; name: string | null }, { topics }: Strings): string =>
  visitor.name?.trim() || topics.visitor(visitor.id.slice(0, 4));
