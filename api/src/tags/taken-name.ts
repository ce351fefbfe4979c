import { DatabaseError } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';

/** Says so in words where a tag's name is another tag's already. */
export async function refuseTakenName<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const isTaken = error instanceof DatabaseError && error.sqlState === '23505' && error.constraint === 'tags_name';
    throw isTaken ? new AppError('conflict', 'There is a tag of this name already') : error;
  }
}
