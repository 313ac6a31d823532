// The loops over a segment's vectors in AssemblyScript, for WebAssembly with 128-bit SIMD. They read the segment's memory
// where it lies, allocate nothing, and give what start-plain-scan.ts gives, bit for bit. `npm run build` compiles this
// file into scan.wasm.json. Codes, values and the query are padded with zeros to 16 bytes.

/** Stands for the distance of a chunk that may not be found. */
const REFUSED: u16 = 0xffff;
/** Rows of one word of the bitset. */
const GROUP: u32 = 32;
const CACHE_LINE: usize = 64;
/** From so many allowed rows of a group on, measuring all of them takes less time than looking for the next one. */
const MANY: u32 = 14;

// Where things lie, in bytes from the memory's beginning, and how large they are. Set before a call.
export let rows: u32 = 0;
/** f32 a row. */
export let scales: usize = 0;
export let codes: usize = 0;
/** Bytes a row. */
export let codeStride: usize = 0;
export let values: usize = 0;
/** Bytes a row. */
export let valueStride: usize = 0;
export let queryCode: usize = 0;
/** i16, as many as a row has values. */
export let queryValues: usize = 0;
export let queryScale: f64 = 0;
/** A bit a row; 0 where all are allowed. */
export let allowed: usize = 0;
/** u16 a row, up to a whole group. */
export let distances: usize = 0;
/** u32 a distance. */
export let counts: usize = 0;
/** u32 and f64 a row that `scoreNear` finds. */
export let foundOrdinals: usize = 0;
export let foundScores: usize = 0;
/** `scoreNear` finds no row with a lower score. */
export let threshold: f64 = 0;
/** What was read only to have it near. */
export let ignored: u32 = 0;

/** Writes the Hamming distance of every allowed row's code, and counts at each distance how many stand there. */
export function countDistances(): void {
  for (let row: u32 = 0; row < rows; row += GROUP) {
    const bits = allowedFrom(row);
    if (codeStride === 48 && popcnt(bits) >= MANY) {
      measureGroup(row, bits);
    } else {
      refuseGroup(row);
      measureSome(row, bits);
    }
  }
}

/** In place of distances for a scan of everything: 0 for every allowed row. */
export function allowAll(): void {
  for (let row: u32 = 0; row < rows; row += GROUP) {
    refuseGroup(row);
    for (let bits = allowedFrom(row); bits !== 0; bits &= bits - 1) store<u16>(distanceOf(row + ctz(bits)), 0);
  }
}

/**
 * Scores the rows from `start`, a multiple of 8, to `end` whose distance is at most `furthest`; answers how many reach the
 * threshold. All their values are asked for before the first is scored: they lie far apart, and memory answers many at once.
 */
export function scoreNear(start: u32, end: u32, furthest: u32): u32 {
  const near = findNear(start, end, furthest);
  let found: u32 = 0;
  for (let index: u32 = 0; index < near; index++) {
    found = scoreRow(load<u32>(foundOrdinals + ((<usize>index) << 2)), found);
  }
  return found;
}

/** Writes the rows whose distance is at most `furthest` where those found go; answers how many they are. */
function findNear(start: u32, end: u32, furthest: u32): u32 {
  const limits = i16x8.splat(<i16>furthest);
  let near: u32 = 0;
  let touched: u32 = 0;
  for (let row = start; row < end; row += 8) {
    const isNear = i16x8.le_u(v128.load(distanceOf(row)), limits);
    for (let bits = <u32>i16x8.bitmask(isNear); bits !== 0; bits &= bits - 1) {
      const one = row + ctz(bits);
      store<u32>(foundOrdinals + ((<usize>near) << 2), one);
      near++;
      touched ^= load<u8>(scales + ((<usize>one) << 2));
      const value = values + <usize>one * valueStride;
      for (let at: usize = 0; at < valueStride; at += CACHE_LINE) touched ^= load<u8>(value + at);
    }
  }
  ignored = touched;
  return near;
}

/** Writes the row behind those found; answers how many are found with it, if it reaches the threshold. */
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

/** Rows that are allowed in a group; none behind the last row. */
function allowedFrom(row: u32): u32 {
  const bits: u32 = allowed === 0 ? 0xffffffff : load<u32>(allowed + (row >>> 3));
  const left = rows - row;
  return left < GROUP ? bits & ((1 << left) - 1) : bits;
}

function refuseGroup(row: u32): void {
  const at = distanceOf(row);
  const refused = i16x8.splat(REFUSED);
  v128.store(at, refused);
  v128.store(at, refused, 16);
  v128.store(at, refused, 32);
  v128.store(at, refused, 48);
}

/** The rows of a group that `allowedBits` names, with codes of 384 bits, and without a branch. */
function measureGroup(start: u32, allowedBits: u32): void {
  const first = v128.load(queryCode);
  const second = v128.load(queryCode, 16);
  const third = v128.load(queryCode, 32);
  let code = codes + <usize>start * 48;
  for (let index: u32 = 0; index < GROUP; index++) {
    const x = v128.xor(v128.load(code), first);
    const y = v128.xor(v128.load(code, 16), second);
    const z = v128.xor(v128.load(code, 32), third);
    // A carry-save adder: three words are two, of ones and of twos, so that only two need their bits counted.
    const either = v128.xor(x, y);
    const twos = i8x16.popcnt(v128.or(v128.and(x, y), v128.and(either, z)));
    const bits = i8x16.add(i8x16.popcnt(v128.xor(either, z)), i8x16.add(twos, twos));
    const distance = sumOf(i16x8.extadd_pairwise_i8x16_u(bits));
    store<u16>(distanceOf(start + index), <u16>(distance | (((allowedBits >>> index) & 1) - 1)));
    code += 48;
  }
  // In a loop of its own: a count waits for the one before it, and would hold up the measuring.
  for (let left = allowedBits; left !== 0; left &= left - 1) count(load<u16>(distanceOf(start + ctz(left))));
}

/** The rows of a group that `bits` names, with codes of any width. */
function measureSome(start: u32, bits: u32): void {
  for (let left = bits; left !== 0; left &= left - 1) {
    const row = start + ctz(left);
    const code = codes + <usize>row * codeStride;
    let sums = i16x8.splat(0);
    for (let at: usize = 0; at < codeStride; at += 16) {
      const differing = v128.xor(v128.load(code + at), v128.load(queryCode + at));
      sums = i16x8.add(sums, i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(differing)));
    }
    const distance = sumOf(sums);
    store<u16>(distanceOf(row), <u16>distance);
    count(distance);
  }
}

/** Of eight sums of bits, less than 65,535 together. */
function sumOf(sums: v128): u32 {
  const halves = i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1);
  return <u32>(<u64>(halves * 0x0001000100010001) >>> 48);
}

function count(distance: u32): void {
  const at = counts + ((<usize>distance) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

function distanceOf(row: u32): usize {
  return distances + ((<usize>row) << 1);
}
