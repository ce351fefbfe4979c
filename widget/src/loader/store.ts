import { FIRST_PLACE, type Kept, keyName, PLAIN, UNSENT } from '../channel.ts';
import { workspaceId } from './settings.ts';

// What we keep in the host's first-party storage; in memory where that is blocked or full. By property only: pages
// replace the methods of `Storage`.
let all: Kept = {};
export let isSaved = false;
export let prefix: string;

export function openStore(): void {
  prefix = keyName(workspaceId);
  try {
    all = localStorage as unknown as Kept;
    isSaved = !!all;
  } catch {}
}

/** All of it that is ours. */
export function ours(): Kept {
  const own: Kept = {};
  for (const name in all) if (!name.indexOf(prefix)) own[name] = all[name];
  return own;
}

/** Keeps a value, or takes it away, if what is kept there is what it was. */
export function change(name: string, was?: string, value?: string): void {
  if (name.indexOf(prefix) || all[name] !== was) return;
  try {
    if (value) all[name] = value;
    else delete all[name];
  } catch {
    isSaved = false;
    all = { ...all, [name]: value };
  }
}

export function clear(): void {
  for (const name in ours()) delete all[name];
}

/** Puts a text at the end of what is to be sent. */
export function queue(text: string): void {
  const start = prefix + UNSENT;
  const place = +`${Object.keys(ours()).sort().pop()}`.slice(start.length, -37) + 1 || FIRST_PLACE;
  // The shortest way to a UUID: `crypto.randomUUID` is missing on plain http.
  const id = URL.createObjectURL(new Blob()).slice(-36);
  change(`${start}${place}:${id}`, undefined, PLAIN + text);
}
