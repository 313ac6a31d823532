import type { ChosenFile } from "../dropping/index.ts";

/**
 * Maximum number of files in an upload. The server accepts a thousand, but a smaller upload shows its results sooner.
 */
const MAX_FILES = 200;
const MAX_BYTES = 100_000_000;

/** Packs files into uploads; each upload is one job. */
export function packUploads(files: readonly ChosenFile[]): readonly (readonly ChosenFile[])[] {
  const packs: ChosenFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const pack = packs.at(-1);
    if (pack === undefined || pack.length >= MAX_FILES || bytes + file.file.size > MAX_BYTES) {
      packs.push([file]);
      bytes = file.file.size;
    } else {
      pack.push(file);
      bytes += file.file.size;
    }
  }
  return packs;
}
