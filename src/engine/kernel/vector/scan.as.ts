// Loops over a segment's vectors in AssemblyScript, for WebAssembly with 128-bit SIMD. They read the segment's memory
// in place and allocate nothing. Their results are bit-identical to those of start-plain-scan.ts. `npm run build`
// compiles this file into scan.wasm.json. Codes, values and the query are padded with zeros to 16 bytes.

/** Number of rows that one word of the bitset covers. */
const GROUP: u32 = 32;
const ALL: u32 = 0xffffffff;
const CACHE_LINE: usize = 64;
/** Number of rows whose values are prefetched before the first of them is scored. */
const BATCH: u32 = 64;
/** Weighted distances are counted in steps of 2 to the power of this number. */
const WEIGHT_STEP: u32 = 2;

// Places of arrays, in bytes from the beginning of the memory, and their sizes. They are set before a call.
export let rows: u32 = 0;
/** Place of the scales of the rows, one f32 each. */
export let scales: usize = 0;
export let codes: usize = 0;
/** Size of a row of codes in bytes. */
export let codeStride: usize = 0;
export let values: usize = 0;
/** Size of a row of values in bytes. */
export let valueStride: usize = 0;
export let queryCode: usize = 0;
/**
 * Place of the weights of a code's bits: for each 64 bits four words, with the weights' ones, twos, fours and eights.
 */
export let planes: usize = 0;
/** Place of the query's values, one i16 for each value of a row. */
export let queryValues: usize = 0;
export let queryScale: f64 = 0;
/** Place of the allowed rows, one bit each; 0 if all rows are allowed. */
export let allowed: usize = 0;
/** Place of the counts of rows, one u32 for each distance. */
export let counts: usize = 0;
/** Place of the counts of rows, one u32 for each step of weighted distances. */
export let weightCounts: usize = 0;
/** Places of the noted rows: arrays of their numbers (u32), distances (u16) and steps of weighted distances (u16). */
export let nearRows: usize = 0;
export let nearDistances: usize = 0;
export let nearWeights: usize = 0;
export let nearCount: u32 = 0;
/**
 * Places of the rows that `score` finds: an array of numbers (u32), then one of scores (f64); room for all rows of one
 * call.
 */
export let foundOrdinals: usize = 0;
export let foundScores: usize = 0;
/** Minimum score of a row that `score` finds. */
export let threshold: f64 = 0;
/** Result of reads whose only purpose is to load values into the cache. */
export let ignored: u32 = 0;

/** Counts the allowed rows of every `stride`-th group at each Hamming distance. */
export function sampleDistances(stride: u32): void {
  for (let row: u32 = 0; row < rows; row += GROUP * stride) {
    for (let bits = allowedFrom(row); bits !== 0; bits &= bits - 1) count(distanceOf(codeOf(row + ctz(bits))));
  }
}

/** Notes and counts every allowed row whose distance is at most `bound`. Returns the number of allowed rows. */
export function noteNear(bound: u32): u32 {
  let total: u32 = 0;
  nearCount = 0;
  for (let row: u32 = 0; row < rows; row += GROUP) {
    const bits = allowedFrom(row);
    total += popcnt(bits);
    if (bits === ALL && codeStride === 48) noteGroup(row, bound);
    else noteSome(row, bits, bound);
  }
  return total;
}

/** Notes every allowed row, without distances. */
export function noteAll(): void {
  nearCount = 0;
  for (let row: u32 = 0; row < rows; row += GROUP) {
    for (let bits = allowedFrom(row); bits !== 0; bits &= bits - 1) {
      store<u32>(nearRows + ((<usize>nearCount) << 2), row + ctz(bits));
      nearCount++;
    }
  }
}

/** Counts the noted rows whose distance is at most `furthest`, at each step of weighted distances. */
export function countWeights(furthest: u32): void {
  for (let index: u32 = 0; index < nearCount; index++) {
    if (distanceAt(index) <= furthest) countAt(weightCounts, weightAt(index));
  }
}

/** Drops the noted rows with a greater distance or a greater weighted distance. */
export function selectNear(furthest: u32, heaviest: u32): void {
  let kept: u32 = 0;
  for (let index: u32 = 0; index < nearCount; index++) {
    if (distanceAt(index) > furthest || weightAt(index) > heaviest) continue;
    store<u32>(nearRows + ((<usize>kept) << 2), load<u32>(nearRows + ((<usize>index) << 2)));
    store<u16>(nearDistances + ((<usize>kept) << 1), <u16>distanceAt(index));
    store<u16>(nearWeights + ((<usize>kept) << 1), <u16>weightAt(index));
    kept++;
  }
  nearCount = kept;
}

/** Scores the noted rows from index `start` to before `end`. Returns the number of rows that reach the threshold. */
export function score(start: u32, end: u32): u32 {
  let found: u32 = 0;
  for (let first = start; first < end; first += BATCH) {
    const last = min(end, first + BATCH);
    askForValues(first, last);
    for (let index = first; index < last; index++) {
      found = scoreRow(load<u32>(nearRows + ((<usize>index) << 2)), found);
    }
  }
  return found;
}

/** Prefetches the values of some rows. They lie far apart, and memory serves many reads at once. */
function askForValues(first: u32, last: u32): void {
  let touched: u32 = 0;
  for (let index = first; index < last; index++) {
    const row = <usize>load<u32>(nearRows + ((<usize>index) << 2));
    touched ^= load<u8>(scales + (row << 2));
    const value = values + row * valueStride;
    for (let at: usize = 0; at < valueStride; at += CACHE_LINE) touched ^= load<u8>(value + at);
  }
  ignored = touched;
}

/**
 * Scores a row and writes it after the rows found so far. Returns their number, with this row if it reaches the
 * threshold.
 */
function scoreRow(row: u32, found: u32): u32 {
  const scale = <f64>load<f32>(scales + ((<usize>row) << 2)) * queryScale;
  const score = <f64>dotProduct(values + <usize>row * valueStride) * scale;
  store<u32>(foundOrdinals + ((<usize>found) << 2), row);
  store<f64>(foundScores + ((<usize>found) << 3), score);
  return found + (score >= threshold ? 1 : 0);
}

function dotProduct(row: usize): i32 {
  const end = row + valueStride;
  let query = queryValues;
  let low = i32x4.splat(0);
  let high = i32x4.splat(0);
  for (let at = row; at < end; at += 16) {
    const bytes = v128.load(at);
    low = i32x4.add(low, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(bytes), v128.load(query)));
    high = i32x4.add(high, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(bytes), v128.load(query, 16)));
    query += 32;
  }
  const sums = i32x4.add(low, high);
  const pairs = i32x4.add(sums, i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** Returns the allowed rows of the group that begins at `row`, as bits; none after the last row. */
function allowedFrom(row: u32): u32 {
  const bits: u32 = allowed === 0 ? 0xffffffff : load<u32>(allowed + (row >>> 3));
  const left = rows - row;
  return left < GROUP ? bits & ((1 << left) - 1) : bits;
}

/** Notes rows of a whole group with codes of 384 bits. Counting bits word by word needs no sum across lanes. */
function noteGroup(start: u32, bound: u32): void {
  const first = load<u64>(queryCode);
  const second = load<u64>(queryCode, 8);
  const third = load<u64>(queryCode, 16);
  const fourth = load<u64>(queryCode, 24);
  const fifth = load<u64>(queryCode, 32);
  const sixth = load<u64>(queryCode, 40);
  let code = codeOf(start);
  for (let row = start; row < start + GROUP; row++) {
    const distance =
      popcnt(load<u64>(code) ^ first) +
      popcnt(load<u64>(code, 8) ^ second) +
      popcnt(load<u64>(code, 16) ^ third) +
      popcnt(load<u64>(code, 24) ^ fourth) +
      popcnt(load<u64>(code, 32) ^ fifth) +
      popcnt(load<u64>(code, 40) ^ sixth);
    if (<u32>distance <= bound) note(row, <u32>distance);
    code += 48;
  }
}

/** Notes rows of a group, those in `bits`, with codes of any width. */
function noteSome(start: u32, bits: u32, bound: u32): void {
  for (let left = bits; left !== 0; left &= left - 1) {
    const row = start + ctz(left);
    const distance = distanceOf(codeOf(row));
    if (distance <= bound) note(row, distance);
  }
}

function note(row: u32, distance: u32): void {
  const at = <usize>nearCount;
  store<u32>(nearRows + (at << 2), row);
  store<u16>(nearDistances + (at << 1), <u16>distance);
  store<u16>(nearWeights + (at << 1), <u16>(weightOf(codeOf(row)) >>> WEIGHT_STEP));
  nearCount++;
  count(distance);
}

function distanceOf(code: usize): u32 {
  let distance: u64 = 0;
  // A row is a multiple of two words.
  for (let at: usize = 0; at < codeStride; at += 16) {
    distance +=
      popcnt(load<u64>(code + at) ^ load<u64>(queryCode + at)) +
      popcnt(load<u64>(code + at, 8) ^ load<u64>(queryCode + at, 8));
  }
  return <u32>distance;
}

/** Returns the sum of the weights of all bits that differ. */
function weightOf(code: usize): u32 {
  let weight: u64 = 0;
  let plane = planes;
  for (let at: usize = 0; at < codeStride; at += 8) {
    const differing = load<u64>(code + at) ^ load<u64>(queryCode + at);
    weight +=
      popcnt(differing & load<u64>(plane)) +
      (popcnt(differing & load<u64>(plane, 8)) << 1) +
      (popcnt(differing & load<u64>(plane, 16)) << 2) +
      (popcnt(differing & load<u64>(plane, 24)) << 3);
    plane += 32;
  }
  return <u32>weight;
}

function codeOf(row: u32): usize {
  return codes + <usize>row * codeStride;
}

function distanceAt(index: u32): u32 {
  return load<u16>(nearDistances + ((<usize>index) << 1));
}

function weightAt(index: u32): u32 {
  return load<u16>(nearWeights + ((<usize>index) << 1));
}

function count(distance: u32): void {
  countAt(counts, distance);
}

function countAt(table: usize, entry: u32): void {
  const at = table + ((<usize>entry) << 2);
  store<u32>(at, load<u32>(at) + 1);
}
