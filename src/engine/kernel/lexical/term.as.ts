// Postings of a query's terms in a segment's memory, decoded one block at a time, as in segment/term-blocks.ts.

const BLOCK: u32 = 128;
const TABLE_ROW: u32 = 10;
const HEADER: usize = 3;
/** Constant that rounds to a whole number when it is added and then subtracted; the same as in grid.ts. */
const ROUNDER: f64 = 6755399441055744;
/** Maximum bits of a gap such that one read of 64 bits contains four gaps. */
const NARROW: u32 = 14;

/** Cursor of a query term in the segment. JavaScript writes `weight` to `bound`, and zeros after them. */
@unmanaged
export class Term {
  /** Weight in grid steps. */
  weight: f64;
  /** First byte of the postings. */
  start: usize;
  count: u32;
  /** Upper bound of the impact of all postings, in units of 1/65,535. */
  bound: u32;
  /** First block that may contain the next ordinal asked for, and the first posting in it. */
  block: u32;
  position: u32;
  /** Blocks whose ordinals and whose gains are decoded, counted from 1; 0 for none. */
  withOrdinals: u32;
  withGains: u32;
  /** Maximum contribution to a chunk of the window. */
  most: f64;
}
/** Places of the decoded block in a term's bytes: ordinals (i32), then gains (f64). */
export const ORDINALS: u32 = 64;
export const GAINS: u32 = ORDINALS + BLOCK * 4;
export const TERM_BYTES: u32 = GAINS + BLOCK * 8;

/** Place of the weighted lengths, one f32 a chunk. */
export let lengths: usize = 0;
// Parameters of BM25: the fields' weights, and the length norm as base + step × length.
export let bodyWeight: f64 = 0;
export let titleWeight: f64 = 0;
export let headingsWeight: f64 = 0;
export let base: f64 = 0;
export let step: f64 = 0;

/** Moves to the first block that may contain the ordinal. */
export function skipTo(term: Term, ordinal: u32): void {
  const blocks = blockCount(term);
  while (term.block < blocks && lastOrdinal(term, term.block) < ordinal) {
    term.block++;
    term.position = 0;
  }
}

/** Returns the term's contribution to a chunk; 0 if the current block lacks the chunk. */
export function gainOf(term: Term, ordinal: u32): f64 {
  needOrdinals(term);
  const size = sizeOf(term);
  const ordinals = changetype<usize>(term) + ORDINALS;
  let at = term.position;
  while (at < size && load<u32>(ordinals + (at << 2)) < ordinal) at++;
  term.position = at;
  if (at === size || load<u32>(ordinals + (at << 2)) !== ordinal) return 0;
  const frequency = frequencyAt(term, at);
  const norm = base + step * <f64>load<f32>(lengths + (ordinal << 2));
  return term.weight * (frequency / (frequency + norm)) + ROUNDER - ROUNDER;
}

export function blockCount(term: Term): u32 {
  return (term.count + BLOCK - 1) / BLOCK;
}

/** Returns the number of postings in the current block. */
export function sizeOf(term: Term): u32 {
  return min(BLOCK, term.count - term.block * BLOCK);
}

/** Returns a block's last ordinal; for a term's only block, which has no table, the greatest possible one. */
export function lastOrdinal(term: Term, block: u32): u32 {
  return term.count > BLOCK ? load<u32>(term.start + block * TABLE_ROW) : 0x7fffffff;
}

export function boundOf(term: Term, block: u32): u32 {
  return term.count > BLOCK ? load<u16>(term.start + block * TABLE_ROW, 8) : term.bound;
}

/** Returns the first byte of the current block. */
function blockStart(term: Term): usize {
  if (term.count <= BLOCK) return term.start;
  return term.start + blockCount(term) * TABLE_ROW + load<u32>(term.start + term.block * TABLE_ROW, 4);
}

/** Decodes the ordinals of the current block, unless they are decoded already. */
export function needOrdinals(term: Term): void {
  if (term.withOrdinals === term.block + 1) return;
  term.withOrdinals = term.block + 1;
  const start = blockStart(term);
  const width = load<u32>(start) & 31;
  const mask: u32 = (1 << width) - 1;
  const size = sizeOf(term);
  let ordinal: u32 = term.block === 0 ? u32.MAX_VALUE : lastOrdinal(term, term.block - 1);
  let at = changetype<usize>(term) + ORDINALS;
  let bit: u32 = 0;
  let index: u32 = 0;
  // The segment's memory continues after the part, so eight bytes can always be read.
  for (; width <= NARROW && index + 4 <= size; index += 4) {
    const four = load<u64>(start + HEADER + (bit >>> 3)) >>> (bit & 7);
    const first = ordinal + (<u32>four & mask) + 1;
    const second = first + (<u32>(four >>> width) & mask) + 1;
    const third = second + (<u32>(four >>> (2 * width)) & mask) + 1;
    ordinal = third + (<u32>(four >>> (3 * width)) & mask) + 1;
    store<u32>(at, first);
    store<u32>(at, second, 4);
    store<u32>(at, third, 8);
    store<u32>(at, ordinal, 12);
    at += 16;
    bit += 4 * width;
  }
  for (; index < size; index++) {
    ordinal += unpack(start + HEADER, bit, mask) + 1;
    store<u32>(at, ordinal);
    at += 4;
    bit += width;
  }
}

/** Reads a value of at most 25 bits. */
function unpack(data: usize, bit: u32, mask: u32): u32 {
  return (load<u32>(data + (bit >>> 3)) >>> (bit & 7)) & mask;
}

/**
 * Computes the contribution of every posting of the current block, unless done already. Its ordinals must be decoded.
 */
export function needGains(term: Term): void {
  if (term.withGains === term.block + 1) return;
  term.withGains = term.block + 1;
  const size = sizeOf(term);
  const ordinals = changetype<usize>(term) + ORDINALS;
  const gains = changetype<usize>(term) + GAINS;
  weighFrequencies(term, gains);
  const bases = f64x2.splat(base);
  const steps = f64x2.splat(step);
  const weights = f64x2.splat(term.weight);
  const rounder = f64x2.splat(ROUNDER);
  for (let index: u32 = 0; index < size; index += 2) {
    const frequency = v128.load(gains + (index << 3));
    const one = v128.load32_zero(lengths + (load<u32>(ordinals + (index << 2)) << 2));
    const both = v128.load_lane<f32>(lengths + (load<u32>(ordinals + (index << 2), 4) << 2), one, 1);
    const norm = f64x2.add(bases, f64x2.mul(steps, f64x2.promote_low_f32x4(both)));
    const gain = f64x2.mul(weights, f64x2.div(frequency, f64x2.add(frequency, norm)));
    v128.store(gains + (index << 3), f64x2.sub(f64x2.add(gain, rounder), rounder));
  }
}

/** Computes the weighted occurrences of every posting of the current block, summed in the order of the fields. */
function weighFrequencies(term: Term, into: usize): void {
  const start = blockStart(term);
  const size = sizeOf(term);
  const widths = load<u32>(start);
  let bit = (widths & 31) * size;
  memory.fill(into, 0, size << 3);
  for (let field: u32 = 0; field < 3; field++) {
    const width = (widths >>> (5 * (field + 1))) & 31;
    if (width === 0) continue;
    const weight = weightOf(field);
    const mask: u32 = (1 << width) - 1;
    for (let at = into, end = into + (size << 3); at < end; at += 8) {
      store<f64>(at, load<f64>(at) + weight * <f64>unpack(start + HEADER, bit, mask));
      bit += width;
    }
  }
}

/** Computes the weighted occurrences of one posting, as `weighFrequencies` does. */
function frequencyAt(term: Term, index: u32): f64 {
  const start = blockStart(term);
  const size = sizeOf(term);
  const widths = load<u32>(start);
  let bit = (widths & 31) * size;
  let frequency: f64 = 0;
  for (let field: u32 = 0; field < 3; field++) {
    const width = (widths >>> (5 * (field + 1))) & 31;
    if (width > 0) frequency += weightOf(field) * <f64>unpack(start + HEADER, bit + index * width, (1 << width) - 1);
    bit += width * size;
  }
  return frequency;
}

function weightOf(field: u32): f64 {
  return field === 0 ? bodyWeight : field === 1 ? titleWeight : headingsWeight;
}
