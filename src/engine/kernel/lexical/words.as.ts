// Search of a segment's words in AssemblyScript, for WebAssembly with 128-bit SIMD. It reads the postings in place and
// allocates nothing. Its results are bit-identical to those of search-segment.ts with term-cursor.ts. `npm run build`
// compiles this file into words.wasm.json.

import { forgetFound, found, offer, threshold } from "./best.as";
import {
  blockCount,
  boundOf,
  GAINS,
  gainOf,
  lastOrdinal,
  needGains,
  needOrdinals,
  ORDINALS,
  sizeOf,
  skipTo,
  TERM_BYTES,
  Term,
} from "./term.as";

export { foundOrdinals, foundScores, limit, threshold } from "./best.as";
export { base, bodyWeight, headingsWeight, lengths, step, titleWeight } from "./term.as";

/** Chunks scored together; their sums fit into the processor's fastest cache. */
const WINDOW: u32 = 2048;
const LEVELS: f64 = 65535;
/** Factor above 1 that keeps rounding errors from making a bound too small; the same as in bounds.ts. */
const SLACK: f64 = 1 + 1e-12;

// Places of arrays, in bytes from the beginning of the memory, and the query's parameters. They are set before a call.
export let chunks: u32 = 0;
/** Place of the allowed chunks, one bit each; 0 if all chunks are allowed. */
export let allowed: usize = 0;
export let terms: usize = 0;
export let termCount: u32 = 0;
/** Place of the order of the terms: the places of their states (u32 each), the weakest of the window first. */
export let order: usize = 0;
/** Place of the sums, one f64 for each chunk of a window; all zero between two calls. */
export let sums: usize = 0;
/** Places of the chunks of a window that may enter the list: an array of ordinals (u32), then one of sums (f64). */
export let candidateOrdinals: usize = 0;
export let candidateSums: usize = 0;
/** Ratio of the collection's average chunk length to the one that the bounds hold for; 0 if the bounds do not apply. */
export let ratio: f64 = 0;

/** Number of weakest terms that together cannot lift a chunk into the list. */
let weak: u32 = 0;
/** Maximum contribution of the weak terms together. */
let reserve: f64 = 0;
/** Minimum sum that can still enter the list with the reserve. */
let needed: f64 = 0;

/** Finds the best chunks of the segment, at most `limit`. Returns their number. */
export function search(): u32 {
  forgetFound();
  for (let index: u32 = 0; index < termCount; index++) store<u32>(order + (index << 2), terms + index * TERM_BYTES);
  for (let from: u32 = 0; from < chunks; from += WINDOW) {
    const to = min(chunks, from + WINDOW);
    orderByBound(from, to);
    setApartWeak();
    if (weak === termCount) continue;
    for (let index = weak; index < termCount; index++) accumulate(termAt(index), from, to);
    let candidates = takeCandidates(from, to);
    for (let index = weak; index > 0 && candidates > 0; index--) {
      const term = termAt(index - 1);
      reserve -= term.most;
      candidates = complete(term, candidates);
    }
    for (let index: u32 = 0; index < candidates; index++) offer(ordinalOf(index), sumOf(index));
  }
  return found;
}

function termAt(index: u32): Term {
  return changetype<Term>(<usize>load<u32>(order + (index << 2)));
}

/** Sorts the terms by insertion: there are few, and their order hardly changes between windows. */
function orderByBound(from: u32, to: u32): void {
  for (let index: u32 = 0; index < termCount; index++) {
    const term = termAt(index);
    measure(term, from, to);
    let at = index;
    for (; at > 0 && termAt(at - 1).most > term.most; at--)
      store<u32>(order + (at << 2), load<u32>(order + ((at - 1) << 2)));
    store<u32>(order + (at << 2), <u32>changetype<usize>(term));
  }
}

/** Counts the weak terms, which only complete the sums of chunks that other terms found, and sums their bounds. */
function setApartWeak(): void {
  weak = 0;
  reserve = 0;
  while (weak < termCount) {
    const most = termAt(weak).most;
    if (reserve + most >= threshold) return;
    reserve += most;
    weak++;
  }
}

/** Computes the term's maximum contribution to the chunks from `from` to before `to`. */
function measure(term: Term, from: u32, to: u32): void {
  skipTo(term, from);
  const blocks = blockCount(term);
  let largest: u32 = 0;
  for (let block = term.block; block < blocks; block++) {
    if (block > term.block && lastOrdinal(term, block - 1) + 1 >= to) break;
    largest = max(largest, boundOf(term, block));
  }
  term.most = largest === 0 ? 0 : mostOf(term, largest);
}

/** Converts a stored bound to grid steps, adapted as in bounds.ts. */
function mostOf(term: Term, stored: u32): f64 {
  let impact: f64 = 1;
  if (ratio > SLACK) impact = min<f64>(1, SLACK / (1 + (LEVELS / <f64>stored - 1) / ratio));
  else if (ratio > 0) impact = <f64>stored / LEVELS;
  return ceil(term.weight * impact) + 1;
}

/** Adds the term's contributions to the window's sums, for the chunks from `from` to before `to`. */
function accumulate(term: Term, from: u32, to: u32): void {
  const ordinals = changetype<usize>(term) + ORDINALS;
  const gains = changetype<usize>(term) + GAINS;
  for (const blocks = blockCount(term); term.block < blocks; term.block++) {
    const size = sizeOf(term);
    needOrdinals(term);
    needGains(term);
    let at = term.position;
    while (at < size && load<u32>(ordinals + (at << 2)) < from) at++;
    for (; at < size; at++) {
      const ordinal = load<u32>(ordinals + (at << 2));
      if (ordinal >= to) break;
      const sum = sums + ((ordinal - from) << 3);
      store<f64>(sum, load<f64>(sum) + load<f64>(gains + (at << 3)));
    }
    term.position = at;
    if (at < size) return;
    term.position = 0;
  }
}

/**
 * Moves the allowed chunks that may enter the list with the reserve to the candidates, and clears the window's sums.
 */
function takeCandidates(from: u32, to: u32): u32 {
  needed = max<f64>(1, threshold - reserve);
  const least = f64x2.splat(needed);
  const zero = f64x2.splat(0);
  const end = sums + ((to - from) << 3);
  let ordinal = from;
  let candidates: u32 = 0;
  for (let at = sums; at < end; at += 64) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    const third = v128.load(at, 32);
    const fourth = v128.load(at, 48);
    // The greatest pair is tested first, since usually none of the eight sums is large enough.
    const greatest = f64x2.pmax(f64x2.pmax(first, second), f64x2.pmax(third, fourth));
    if (v128.any_true(f64x2.ge(greatest, least))) {
      candidates = keepTwo(candidates, ordinal, first);
      candidates = keepTwo(candidates, ordinal + 2, second);
      candidates = keepTwo(candidates, ordinal + 4, third);
      candidates = keepTwo(candidates, ordinal + 6, fourth);
    }
    v128.store(at, zero);
    v128.store(at, zero, 16);
    v128.store(at, zero, 32);
    v128.store(at, zero, 48);
    ordinal += 8;
  }
  return candidates;
}

function keepTwo(candidates: u32, ordinal: u32, pair: v128): u32 {
  const reaching = i64x2.bitmask(f64x2.ge(pair, f64x2.splat(needed)));
  let kept = candidates;
  if (reaching & 1) kept = keep(kept, ordinal, f64x2.extract_lane(pair, 0));
  if (reaching & 2) kept = keep(kept, ordinal + 1, f64x2.extract_lane(pair, 1));
  return kept;
}

function keep(candidates: u32, ordinal: u32, sum: f64): u32 {
  store<u32>(candidateOrdinals + (candidates << 2), ordinal);
  store<f64>(candidateSums + (candidates << 3), sum);
  if (allowed === 0) return candidates + 1;
  return candidates + ((load<u32>(allowed + ((ordinal >>> 5) << 2)) >>> (ordinal & 31)) & 1);
}

function ordinalOf(candidate: u32): u32 {
  return load<u32>(candidateOrdinals + (candidate << 2));
}

function sumOf(candidate: u32): f64 {
  return load<f64>(candidateSums + (candidate << 3));
}

/**
 * Adds a weak term's contributions to the candidates. Drops those that the remaining weak terms cannot lift into the
 * list. The bound of the current block stays in locals: with a function for it, 40 queries took 0.8 % longer on
 * average, close to the noise.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the bound of the current block stays in locals
function complete(term: Term, candidates: u32): u32 {
  const least = threshold - reserve;
  const blocks = blockCount(term);
  let kept: u32 = 0;
  let bounded: u32 = u32.MAX_VALUE;
  let most: f64 = 0;
  for (let index: u32 = 0; index < candidates; index++) {
    const ordinal = ordinalOf(index);
    const sum = sumOf(index);
    if (sum + term.most < least) continue;
    skipTo(term, ordinal);
    let whole = sum;
    if (term.block < blocks) {
      if (term.block !== bounded) {
        bounded = term.block;
        most = mostOf(term, boundOf(term, bounded));
      }
      if (sum + most < least) continue;
      whole += gainOf(term, ordinal);
    }
    if (whole < least) continue;
    store<u32>(candidateOrdinals + (kept << 2), ordinal);
    store<f64>(candidateSums + (kept << 3), whole);
    kept++;
  }
  return kept;
}
