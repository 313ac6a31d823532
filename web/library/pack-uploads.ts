import type { ChosenFile } from "../dropping/index.ts";

/** A server takes a thousand files at once; fewer are told of sooner. */
const MOST_FILES = 200;
const MOST_BYTES = 100_000_000;

/** Files in packs that are sent one after the other; a pack is a job of its own. */
export function packUploads(files: readonly ChosenFile[]): readonly (readonly ChosenFile[])[] {
  const packs: ChosenFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const pack = packs.at(-1);
    if (pack === undefined || pack.length >= MOST_FILES || bytes + file.file.size > MOST_BYTES) {
      packs.push([file]);
      bytes = file.file.size;
    } else {
      pack.push(file);
      bytes += file.file.size;
    }
  }
  return packs;
}
