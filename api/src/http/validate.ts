import type { Context as HonoContext, ValidationTargets } from 'hono';
import { validator } from 'hono/validator';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';

type Target = Extract<keyof ValidationTargets, 'json' | 'param' | 'query'>;

/**
 * Hands the route what the schema made of its input. Throws `invalid` with a sentence that names the first field that
 * is wrong and what it wants, never its value.
 */
export const validate = <Schema extends z.ZodMiniType, Where extends Target>(where: Where, schema: Schema) =>
  validator(where, (value: unknown, _c: HonoContext): z.output<Schema> => {
    const parsed = z.safeParse(schema, value);
    if (parsed.success) return parsed.data;
    throw new AppError('invalid', firstProblem(parsed.error));
  });

/** "`message.text` Too small: …" */
function firstProblem(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'The request is not valid';
  if (issue.code === 'unrecognized_keys')
    return `Unknown field${issue.keys.length > 1 ? 's' : ''}: ${issue.keys.slice(0, 5).map(cut).join(', ')}`;
  const path = issue.path.map((part) => cut(String(part))).join('.');
  return path ? `\`${path}\`: ${issue.message}` : issue.message;
}

const cut = (name: string) => name.slice(0, 40);
