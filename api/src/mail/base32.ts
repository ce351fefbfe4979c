const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** In small letters and digits, which survive whoever passes a mail on and writes its address in them. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export function fromBase32(text: string): number[] {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}

/** A number in so many letters; undefined where they are too few for it. */
export function numberToBase32(number: number, length: number): string | undefined {
  if (!Number.isSafeInteger(number) || number < 0 || number >= 32 ** length) return undefined;
  return Array.from({ length }, (_, at) => LETTERS[Math.floor(number / 32 ** (length - 1 - at)) % 32]).join('');
}

export const numberFromBase32 = (text: string): number =>
  [...text].reduce((number, letter) => number * 32 + LETTERS.indexOf(letter), 0);
