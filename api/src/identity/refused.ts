import { AppError } from '../errors.ts';

/** The one sentence in which an identity token is refused. The reason is for the developer who made it. */
export const refused = (reason: string) => new AppError('signed_out', `The identity token is not valid: ${reason}`);
