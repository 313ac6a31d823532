/** Vectors in the layout that the loops read: every row begins at a multiple of 16 bytes and is padded with zeros. */
export interface VectorRows {
  readonly count: number;
  readonly dimensions: number;
  /** Scale of each row; a row with scale 0 stands for a chunk that is not embedded. */
  readonly scales: Float32Array;
  /** Codes as 32-bit words, `codeWords` a row. */
  readonly codes: Int32Array;
  readonly codeWords: number;
  /** Values, `valueStride` bytes a row. */
  readonly values: Int8Array;
  readonly valueStride: number;
}
