const WEEK_MS = 7 * 86_400_000;

/** Waits that ended in the last seven days. */
class LastWeek {
  #ended: { atMs: number; seconds: number }[] = [];

  add(atMs: number, seconds: number): void {
    this.#ended.push({ atMs, seconds });
  }

  at(nowMs: number): readonly { seconds: number }[] {
    const first = this.#ended.findIndex(({ atMs }) => atMs > nowMs - WEEK_MS);
    if (first !== 0) this.#ended = first < 0 ? [] : this.#ended.slice(first);
    return this.#ended;
  }
}

/** How others say when somebody answers. A rule says a number of seconds for each of the bands. */
export class Rivals {
  readonly #all = new LastWeek();
  readonly #byPlace = new Map<number, LastWeek>();
  #median = { value: 0, atMs: Number.NEGATIVE_INFINITY };

  ended(atMs: number, place: number, seconds: number): void {
    this.#all.add(atMs, seconds);
    const same = this.#byPlace.get(place) ?? new LastWeek();
    this.#byPlace.set(place, same);
    same.add(atMs, seconds);
  }

  /** Intercom's rule: the median of the last seven days, whatever is asked. Looked at every ten minutes. */
  medianOfLastWeek(nowMs: number): number {
    if (nowMs - this.#median.atMs > 600_000) {
      const sorted = this.#all.at(nowMs).map(({ seconds }) => seconds);
      sorted.sort((a, b) => a - b);
      this.#median = { value: sorted[Math.floor(sorted.length / 2)] ?? 0, atMs: nowMs };
    }
    return this.#median.value;
  }

  /** Zendesk's rule: from the least to the most of those who stood at this place of the line; a band is that part of it. */
  rangeByPlace(nowMs: number, place: number, band: number): number {
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (const { seconds } of this.#byPlace.get(place)?.at(nowMs) ?? []) {
      least = Math.min(least, seconds);
      most = Math.max(most, seconds);
    }
    return least <= most ? least + band * (most - least) : this.medianOfLastWeek(nowMs);
  }
}
