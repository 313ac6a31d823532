/** A text's MinHash signature: signatures tell how alike their texts are without the texts. */
export interface Signature {
  /** What is compared; its layout is the text room's matter. */
  readonly bytes: Uint8Array;
  /** A hash a band, whole numbers from 0 to 2³² − 1: texts that are much alike have one at the same place in common. */
  readonly bands: readonly number[];
}

/** A readable document with the bytes of its signature. */
export interface SignedDocument {
  readonly documentId: string;
  readonly uri: string;
  readonly signature: Uint8Array;
}
