/**
 * y = x · wᵀ in whole numbers, for `multiply.wasm`, which LICENSE.md says how to make. x: texts' tokens × inputs, of 16 bits;
 * w: outputs × inputs, of 8 bits; y: tokens × outputs, of 32 bits. `inputs` is a multiple of 16.
 */
export function multiply(x: usize, w: usize, y: usize, tokens: usize, inputs: usize, outputs: usize): void {
  const wide = inputs << 1;
  const next = outputs << 2;
  for (let output: usize = 0; output < outputs; output++) {
    const row = w + output * inputs;
    let from = x;
    let to = y + (output << 2);
    let left = tokens;
    // Four tokens at a time: each weight is read, and made wider, once for all of them.
    for (; left >= 4; left -= 4) {
      let a = i32x4.splat(0);
      let b = i32x4.splat(0);
      let c = i32x4.splat(0);
      let d = i32x4.splat(0);
      for (let at: usize = 0; at < inputs; at += 16) {
        const weights = v128.load(row + at);
        const low = i16x8.extend_low_i8x16_s(weights);
        const high = i16x8.extend_high_i8x16_s(weights);
        a = i32x4.add(a, sixteen(low, high, from + (at << 1)));
        b = i32x4.add(b, sixteen(low, high, from + wide + (at << 1)));
        c = i32x4.add(c, sixteen(low, high, from + 2 * wide + (at << 1)));
        d = i32x4.add(d, sixteen(low, high, from + 3 * wide + (at << 1)));
      }
      i32.store(to, sum(a));
      i32.store(to + next, sum(b));
      i32.store(to + 2 * next, sum(c));
      i32.store(to + 3 * next, sum(d));
      from += 4 * wide;
      to += 4 * next;
    }
    for (; left > 0; left--) {
      let a = i32x4.splat(0);
      for (let at: usize = 0; at < inputs; at += 16) {
        const weights = v128.load(row + at);
        const low = i16x8.extend_low_i8x16_s(weights);
        a = i32x4.add(a, sixteen(low, i16x8.extend_high_i8x16_s(weights), from + (at << 1)));
      }
      i32.store(to, sum(a));
      from += wide;
      to += next;
    }
  }
}

// @ts-ignore: decorator
@inline
function sixteen(low: v128, high: v128, at: usize): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(low, v128.load(at)), i32x4.dot_i16x8_s(high, v128.load(at, 16)));
}

// @ts-ignore: decorator
@inline
function sum(four: v128): i32 {
  return i32x4.extract_lane(four, 0) + i32x4.extract_lane(four, 1) + i32x4.extract_lane(four, 2) + i32x4.extract_lane(four, 3);
}
