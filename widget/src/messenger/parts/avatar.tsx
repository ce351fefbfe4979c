/** His photo; without one, the first letters of a name's first and last word, in a circle whose tint belongs to the name. */
export function Avatar({ name, photo }: { name: string; photo?: string | null | undefined }) {
  return photo ? (
    <img class="avatar" src={photo} alt="" />
  ) : (
    <span class={`avatar tint-${tintOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

const TINTS = 6;

const tintOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TINTS;

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}
