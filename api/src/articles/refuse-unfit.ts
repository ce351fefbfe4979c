import { DatabaseError } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';

const WORDS: Readonly<Record<string, () => AppError>> = {
  articles_collection: () => new AppError('not_found', 'No such collection'),
  article_variants_slug: () => new AppError('conflict', 'Another article has this address'),
  collections_slug: () => new AppError('conflict', 'Another collection has this address'),
};

/** Says in words what of an article or a collection cannot be as it was wished. */
export async function refuseUnfit<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const refused = error instanceof DatabaseError ? WORDS[error.constraint ?? ''] : undefined;
    throw refused?.() ?? error;
  }
}
