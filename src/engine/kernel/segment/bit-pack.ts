/** Returns the number of bits needed for values from 0 to `largest`; 0 if all values are 0. */
export function bitWidth(largest: number): number {
  return 32 - Math.clz32(largest);
}

/**
 * Packs values of different widths into one stream of bits, lowest bit first. A value has at most 25 bits, so one
 * 32-bit read at any bit offset contains it.
 */
export interface BitPacker {
  put(value: number, width: number): void;
  /** Pads the last bits with zeros to a whole byte. */
  flush(): void;
  /** Returns the bytes packed since the last call; the next `put` overwrites them. */
  take(): Uint8Array;
}

/**
 * Creates an empty packer.
 *
 * @param capacity  maximum number of bytes between two calls of `take`
 */
export function createBitPacker(capacity: number): BitPacker {
  const bytes = new Uint8Array(capacity);
  let [size, pending, count] = [0, 0, 0];
  const push = (value: number, width: number): void => {
    // Fewer than 8 bits are pending; with up to 24 more they stay below 32.
    pending |= value << count;
    count += width;
    for (; count >= 8; count -= 8) {
      bytes[size++] = pending;
      pending >>>= 8;
    }
  };
  return {
    put(value, width) {
      if (width <= 24) {
        push(value, width);
        return;
      }
      push(value & 0xffff, 16);
      push(value >>> 16, width - 16);
    },
    flush() {
      if (count > 0) bytes[size++] = pending;
      [pending, count] = [0, 0];
    },
    take() {
      const taken = bytes.subarray(0, size);
      size = 0;
      return taken;
    },
  };
}

/** A bit's place: `bit` bits after byte `start`. */
export interface BitPlace {
  readonly start: number;
  readonly bit: number;
}

/** Reads the value of `width` ≤ 25 bits at a place; four bytes must be readable there. */
export function unpackBits(view: DataView, at: BitPlace, width: number): number {
  return (view.getUint32(at.start + (at.bit >>> 3), true) >>> (at.bit & 7)) & ((1 << width) - 1);
}
