const BATCH_BYTES = 64 * 1024;
const ZEROS = new Uint8Array(BATCH_BYTES);

/** The bytes are not the file that their beginning promised. */
export class Broken extends Error {
  override name = 'Broken';
}

/**
 * A file on its way to storage, walked once from its beginning. What is looked at is then passed on or replaced by as
 * many other bytes: the length is promised to the storage before the first byte comes, and memory stays flat.
 */
export class ByteWalk {
  /** How many bytes are behind. */
  position = 0;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #write: (bytes: Uint8Array) => Promise<unknown>;
  #ahead: Uint8Array = new Uint8Array();
  #batch = new Uint8Array(BATCH_BYTES);
  #batched = 0;

  constructor(source: AsyncIterable<Uint8Array>, write: (bytes: Uint8Array) => Promise<unknown>) {
    this.#source = source[Symbol.asyncIterator]();
    this.#write = write;
  }

  /** The next `length` bytes; fewer where the file ends before. They are still ahead. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#ahead.length < length && (await this.#more())) {}
    return this.#ahead.subarray(0, length);
  }

  /** As `peek`. Throws `Broken` where the file ends before. */
  async expect(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    if (bytes.length < length) throw new Broken('ends early');
    return bytes;
  }

  /** What is at hand, at least one byte; none only at the end. */
  async window(): Promise<Uint8Array> {
    await this.peek(1);
    return this.#ahead;
  }

  async pass(length: number): Promise<void> {
    await this.#each(length, (bytes) => this.#emit(bytes));
  }

  /** Puts zeros in the place of the next `length` bytes, and shows them to `see` as they go. */
  async blank(length: number, see?: (zeros: Uint8Array) => void): Promise<void> {
    await this.#each(length, async ({ length: left }) => {
      for (let done = 0; done < left; done += BATCH_BYTES) {
        const zeros = ZEROS.subarray(0, Math.min(BATCH_BYTES, left - done));
        see?.(zeros);
        await this.#emit(zeros);
      }
    });
  }

  /** Puts these bytes in the place of as many. */
  async replace(bytes: Uint8Array): Promise<void> {
    await this.expect(bytes.length);
    this.#advance(bytes.length);
    await this.#emit(bytes);
  }

  async passRest(): Promise<void> {
    for (let bytes = await this.window(); bytes.length > 0; bytes = await this.window()) await this.pass(bytes.length);
  }

  async blankRest(): Promise<void> {
    for (let bytes = await this.window(); bytes.length > 0; bytes = await this.window()) await this.blank(bytes.length);
  }

  /** Call it last: hands over what was held back to write less often. */
  async flush(): Promise<void> {
    if (this.#batched === 0) return;
    const bytes = this.#batch.subarray(0, this.#batched);
    this.#batch = new Uint8Array(BATCH_BYTES);
    this.#batched = 0;
    await this.#write(bytes);
  }

  async #each(length: number, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    for (let left = length; left > 0; ) {
      const bytes = (await this.window()).subarray(0, left);
      if (bytes.length === 0) throw new Broken('ends early');
      this.#advance(bytes.length);
      left -= bytes.length;
      await take(bytes);
    }
  }

  async #emit(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + BATCH_BYTES - this.#batched);
      this.#batch.set(part, this.#batched);
      this.#batched += part.length;
      from += part.length;
      if (this.#batched === BATCH_BYTES) await this.flush();
    }
  }

  #advance(length: number): void {
    this.#ahead = this.#ahead.subarray(length);
    this.position += length;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done) return false;
    if (this.#ahead.length === 0) this.#ahead = value;
    else {
      const both = new Uint8Array(this.#ahead.length + value.length);
      both.set(this.#ahead);
      both.set(value, this.#ahead.length);
      this.#ahead = both;
    }
    return true;
  }
}

/** To write into: what is looked at stays as it came. */
export const copy = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);
