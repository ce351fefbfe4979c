import { ARTICLE_BODY_MAX_LENGTH } from '@everthread/shared/models/article';

/** A line while it is written, in pieces that are joined once: each is looked at alone, however long the line is. */
export class Line {
  #pieces: string[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get last(): string {
    return this.#pieces.at(-1) ?? '';
  }

  /** What is longer than any article is cut off in the end, so it need not be kept. */
  add(piece: string): void {
    if (piece === '' || this.#length >= ARTICLE_BODY_MAX_LENGTH) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  takeBack(): void {
    this.#length -= this.#pieces.pop()?.length ?? 0;
  }

  /** All that was written; the next line begins. */
  end(): string {
    const written = this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    return written;
  }
}
