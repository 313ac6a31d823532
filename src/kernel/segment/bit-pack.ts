import type { ByteWriter } from "./byte-writer.ts";

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
  /** Writes the last bits, padded with zeros to a whole byte. */
  flush(): void;
}

export function createBitPacker(writer: ByteWriter): BitPacker {
  let pending = 0;
  let count = 0;
  return {
    put(value, width) {
      // Fewer than 8 bits wait here, so 8 + 25 may pass 32: multiply instead of shifting.
      pending += value * 2 ** count;
      count += width;
      while (count >= 8) {
        writer.u8(pending % 256);
        pending = Math.floor(pending / 256);
        count -= 8;
      }
    },
    flush() {
      if (count > 0) writer.u8(pending);
      pending = 0;
      count = 0;
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
