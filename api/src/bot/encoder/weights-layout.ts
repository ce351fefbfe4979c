/** How many pieces of words have a name, and how many rows there are for them: the last two stand for none. */
export const PIECES = 8_000;
const PIECE_ROWS = 8_002;
/** In how many numbers a piece is said. */
export const NARROW = 256;
/** In how many numbers a text is said, and what each token is said in between. */
export const WIDE = 512;
export const INNER = 1_536;

/** In the file's order, `[outputs, inputs]`: eight bits a weight, a row for each output. */
export const MATRICES: readonly (readonly [name: MatrixName, outputs: number, inputs: number])[] = [
  ['pieces', PIECE_ROWS, NARROW],
  ['widen', WIDE, NARROW],
  ['attend0', 3 * NARROW, NARROW],
  ['join0', WIDE, NARROW],
  ['spread0', INNER, WIDE],
  ['gather0', WIDE, INNER],
  ['attend1', 3 * WIDE, WIDE],
  ['join1', WIDE, WIDE],
  ['spread1', INNER, WIDE],
  ['gather1', WIDE, INNER],
  ['say', WIDE, WIDE],
];
export type MatrixName = 'pieces' | 'widen' | 'say' | `${'attend' | 'join' | 'spread' | 'gather'}${0 | 1}`;

/** Behind the matrices, after each one's scales and biases: 32 bits a number. */
export const NORMS = [
  ['attend0', NARROW],
  ['spread0', WIDE],
  ['attend1', WIDE],
  ['spread1', WIDE],
] as const;
export type NormName = (typeof NORMS)[number][0];

/** Behind the norms, how common each piece is and its name; these alone make the file as long as it is. */
export const FILE_BYTES = 7_209_059;
