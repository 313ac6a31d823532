/** Bits needed for values from 0 to `largest`; 0 when all are 0. */
export function bitWidth(largest: number): number {
  return 32 - Math.clz32(largest);
}

/**
 * Collects values of different widths into one stream of bits, lowest bit first. A value has at most 25 bits, so that
 * one 32-bit read at any bit offset contains it.
 */
export interface BitPacker {
  put(value: number, width: number): void;
  /** Pads the last bits with zeros to a whole byte. */
  flush(): void;
  /** What was put since the last call; the next put overwrites it. */
  take(): Uint8Array;
}

/** @param capacity  bytes at most between two calls of `take` */
export function createBitPacker(capacity: number): BitPacker {
  const bytes = new Uint8Array(capacity);
  let [size, pending, count] = [0, 0, 0];
  const push = (value: number, width: number): void => {
    // Fewer than 8 bits wait here: with up to 24 more they stay below 32.
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

/** The value of `width` ≤ 25 bits that begins `bit` bits behind byte `start`; four bytes must be readable there. */
export function unpackBits(
  view: DataView,
  at: { readonly start: number; readonly bit: number },
  width: number,
): number {
  return (view.getUint32(at.start + (at.bit >>> 3), true) >>> (at.bit & 7)) & ((1 << width) - 1);
}
