import { FIRST_PLACE, type Kept, keyName, PLAIN, UNSENT } from '../channel.ts';
import { workspaceId } from './settings.ts';

// What we keep in the host's first-party storage; in memory where that is blocked or full. By property only: pages
// replace the methods of `Storage`.
let all: Kept;
export let isSaved = false;

export const prefix = (): string => keyName(workspaceId);

export function openStore(): void {
  all = {};
  try {
    all = localStorage as unknown as Kept;
    isSaved = true;
  } catch {}
}

/** All of it that is ours. */
export const ours = (): Kept =>
  Object.fromEntries(Object.entries({ ...all }).filter(([name]) => !name.indexOf(prefix())));

/** Keeps a value, or takes it away, if what is kept there is what it was. */
export function change(name: string, was: string | undefined, value: string | undefined): void {
  if (name.indexOf(prefix()) || all[name] !== was) return;
  if (value)
    try {
      all[name] = value;
    } catch {
      isSaved = false;
      all = { ...all, [name]: value };
    }
  else delete all[name];
}

export function clear(): void {
  for (const name in ours()) delete all[name];
}

/** Puts a text at the end of what is to be sent. */
export function queue(text: string): void {
  const start = prefix() + UNSENT;
  const last = `${Object.keys(ours()).sort().pop()}`;
  const place = Number.parseInt(last.slice(start.length), 10) + 1 || FIRST_PLACE;
  // The shortest way to a UUID: `crypto.randomUUID` is missing on plain http.
  const id = URL.createObjectURL(new Blob()).slice(-36);
  change(`${start}${place}:${id}`, undefined, PLAIN + text);
}
