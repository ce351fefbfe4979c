/** What is to happen, the earliest first: a binary heap. */
export class Agenda<What> {
  #heap: { atMs: number; what: What }[] = [];

  put(atMs: number, what: What): void {
    const heap = this.#heap;
    let at = heap.push({ atMs, what }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#time(parent) <= atMs) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  take(): { atMs: number; what: What } | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (this.#time(child) < this.#time(least)) least = child;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  get nextMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }

  /** In no order. */
  get all(): readonly { atMs: number; what: What }[] {
    return this.#heap;
  }

  #time(at: number): number {
    return this.#heap[at]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const [first, second] = [heap[a], heap[b]];
    if (first && second) [heap[a], heap[b]] = [second, first];
  }
}
