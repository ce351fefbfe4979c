import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** An article of a set, and the workspace that it belongs to. */
const KnownArticle = z.object({
  id: z.string().check(z.minLength(1)),
  title: z.optional(z.nullable(z.string())),
  body: z.optional(z.nullable(z.string())),
  lang: z.optional(z.nullable(z.string())),
  tenant: z.optional(z.nullable(z.string())),
});
export type KnownArticle = z.infer<typeof KnownArticle>;

/** A question of a set. What the set says of its answers and its language is not read. */
const AskedQuestion = z.object({
  id: z.string().check(z.minLength(1)),
  text: z.string(),
  tenant: z.optional(z.nullable(z.string())),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** What is given cannot be worked with; the message says where and why. */
export class UnfitInput extends Error {
  override name = 'UnfitInput';
}

export const readKnowledge = (path: string): KnownArticle[] => unique(path, readLines(path, KnownArticle));
export const readQuestions = (path: string): AskedQuestion[] => unique(path, readLines(path, AskedQuestion));

function readLines<Schema extends z.ZodMiniType>(path: string, schema: Schema): z.output<Schema>[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UnfitInput(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const parsed = z.safeParse(schema, fromJson(line, `${path}:${i + 1}`));
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    throw new UnfitInput(
      `${path}:${i + 1}: \`${issue?.path.join('.')}\` ${issue?.message ?? 'is not as it should be'}`,
    );
  });
}

function fromJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UnfitInput(`${where}: not a line of JSON`);
  }
}

function unique<Item extends { id: string }>(path: string, items: Item[]): Item[] {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new UnfitInput(`${path}: the id ${JSON.stringify(id)} is there twice`);
    seen.add(id);
  }
  if (items.length === 0) throw new UnfitInput(`${path}: there is nothing in it`);
  return items;
}
