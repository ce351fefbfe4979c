import { DatabaseError } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';

/** Says so in words where a team's name is another team's already. */
export async function refuseTakenTeam<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const isTaken = error instanceof DatabaseError && error.constraint === 'teams_name';
    throw isTaken ? new AppError('conflict', 'There is a team of this name already') : error;
  }
}
