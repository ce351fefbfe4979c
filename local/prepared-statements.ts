/** What a session has prepared, by its text: the names, the longest unused first. */
export class PreparedStatements {
  readonly #most: number;
  readonly #names = new Map<string, string>();
  #made = 0;

  constructor(most = 200) {
    this.#most = most;
  }

  /** The name that stands for this text, used once more; `isNew`: it has yet to be prepared under it. */
  nameOf(text: string): { name: string; isNew: boolean } {
    const known = this.#names.get(text);
    this.#names.delete(text);
    const name = known ?? `everthread_${++this.#made}`;
    this.#names.set(text, name);
    return { name, isNew: known === undefined };
  }

  /** These were not prepared after all. */
  forget(names: readonly string[]): void {
    const gone = new Set(names);
    for (const [text, name] of this.#names) if (gone.has(name)) this.#names.delete(text);
  }

  /** Forgets the longest unused where there are too many, and says which the session is to close. */
  dropOldest(): string[] {
    const dropped = [...this.#names].slice(0, Math.max(0, this.#names.size - this.#most));
    for (const [text] of dropped) this.#names.delete(text);
    return dropped.map(([, name]) => name);
  }

  clear(): void {
    this.#names.clear();
  }
}
