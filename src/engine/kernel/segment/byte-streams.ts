/** Streams of bytes that grow side by side, numbered from 0, in memory that they share. */
export interface ByteStreams {
  /** Appends an integer from 0 to 2^32 - 1 to a stream as LEB128: seven bits a byte, lowest first. */
  varint(stream: number, value: number): void;
  /** Returns a function that reads the integers of a stream, one with each call, from the first on. */
  read(stream: number): () => number;
}

/**
 * Sizes of the slices of a stream. The first is small since most streams are short, and later ones are large since
 * those that have grown will grow further.
 */
const SLICE_BYTES = [12, 24, 48, 128, 512, 2_048];
/** Bytes at the end of a slice that hold the place of the next one. */
const LINK_BYTES = 4;
const BLOCK_BITS = 18;
const BLOCK_BYTES = 2 ** BLOCK_BITS;

/**
 * Creates streams without bytes. A stream is a list of slices, each with the place of the next, so that no stream is
 * ever copied to a larger array.
 *
 * @see Busch et al.: Earlybird: Real-Time Search at Twitter, ICDE 2012, section IV
 */
export function createByteStreams(): ByteStreams {
  const pool = createBytePool();
  /** Place of the first byte of each stream, place of its next byte, and number of its slices. */
  let firsts = new Int32Array(1_024);
  let nexts = new Int32Array(1_024);
  let slices = new Uint16Array(1_024);
  /** Number of bytes that a stream's last slice has room for. */
  let rooms = new Uint16Array(1_024);

  const enlargeAll = (size: number): void => {
    firsts = enlarge(firsts, new Int32Array(size));
    nexts = enlarge(nexts, new Int32Array(size));
    slices = enlarge(slices, new Uint16Array(size));
    rooms = enlarge(rooms, new Uint16Array(size));
  };
  const addSlice = (stream: number): void => {
    if (stream >= firsts.length) enlargeAll(Math.max(2 * firsts.length, stream + 1));
    const count = slices[stream] ?? 0;
    const room = roomOf(count);
    const place = pool.claim(room + LINK_BYTES);
    if (count === 0) firsts[stream] = place;
    else writeLink(pool.blockOf(nexts[stream] ?? 0), nexts[stream] ?? 0, place);
    nexts[stream] = place;
    slices[stream] = Math.min(SLICE_BYTES.length, count + 1);
    rooms[stream] = room;
  };
  const push = (stream: number, byte: number): void => {
    if (stream >= rooms.length || rooms[stream] === 0) addSlice(stream);
    const place = nexts[stream] ?? 0;
    pool.blockOf(place)[place % BLOCK_BYTES] = byte;
    nexts[stream] = place + 1;
    rooms[stream] = (rooms[stream] ?? 0) - 1;
  };

  return {
    varint(stream, value) {
      let rest = value;
      while (rest >= 128) {
        push(stream, (rest & 127) | 128);
        rest = Math.floor(rest / 128);
      }
      push(stream, rest);
    },
    read: (stream) => readVarints(readSlices(pool, firsts[stream] ?? 0)),
  };
}

/** Memory that grows by blocks. */
interface BytePool {
  /** Returns the block of a place. */
  blockOf(place: number): Uint8Array;
  /** Claims bytes that do not cross a block, and returns the place of the first. */
  claim(size: number): number;
}

function createBytePool(): BytePool {
  const blocks: Uint8Array[] = [];
  let used = 0;
  return {
    blockOf(place) {
      const block = blocks[place >>> BLOCK_BITS];
      if (block === undefined) throw new RangeError(`The stream ends before byte ${place}.`);
      return block;
    },
    claim(size) {
      if (blocks.length * BLOCK_BYTES - used < size) {
        used = blocks.length * BLOCK_BYTES;
        blocks.push(new Uint8Array(BLOCK_BYTES));
      }
      used += size;
      return used - size;
    },
  };
}

/** Returns a function that reads the bytes of the slices that begin at a place. */
function readSlices({ blockOf }: BytePool, first: number): () => number {
  let place = first;
  let count = 0;
  let room = roomOf(count);
  return () => {
    if (room === 0) {
      place = readLink(blockOf(place), place);
      count = Math.min(SLICE_BYTES.length, count + 1);
      room = roomOf(count);
    }
    room--;
    const byte = blockOf(place)[place % BLOCK_BYTES] ?? 0;
    place++;
    return byte;
  };
}

function readVarints(next: () => number): () => number {
  return () => {
    let value = 0;
    let byte = next();
    let factor = 1;
    for (; byte >= 128; factor *= 128) {
      value += (byte - 128) * factor;
      byte = next();
    }
    return value + byte * factor;
  };
}

/** Returns the number of bytes that a slice has room for, by the number of slices before it. */
function roomOf(count: number): number {
  return (SLICE_BYTES[Math.min(count, SLICE_BYTES.length - 1)] ?? 0) - LINK_BYTES;
}

function writeLink(block: Uint8Array, place: number, link: number): void {
  for (let byte = 0; byte < LINK_BYTES; byte++) block[(place % BLOCK_BYTES) + byte] = (link >>> (8 * byte)) & 255;
}

function readLink(block: Uint8Array, place: number): number {
  let link = 0;
  for (let byte = 0; byte < LINK_BYTES; byte++) link |= (block[(place % BLOCK_BYTES) + byte] ?? 0) << (8 * byte);
  return link;
}

function enlarge<Numbers extends Int32Array | Uint16Array>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}
