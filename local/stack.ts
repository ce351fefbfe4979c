/** What was started, to be ended in the opposite order, also when the start itself fails half-way. */
export class Stack {
  readonly #ends: (() => Promise<unknown>)[] = [];

  /** Remembers how to end what was just started, and hands it on. */
  add<Started extends { stop(): Promise<unknown> }>(started: Started): Started {
    this.#ends.push(() => started.stop());
    return started;
  }

  async stop(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}
