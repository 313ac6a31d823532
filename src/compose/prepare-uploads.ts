import { join } from "node:path";
import type { UploadFiles } from "../core/index.ts";
import { once } from "./once.ts";

/** In a hidden folder of the store, which no `add` of a folder around it reads. */
export function prepareUploads(directory: string): UploadFiles {
  const open = once(async () => {
    const { createUploadFiles } = await import("../adapters/upload-files/index.ts");
    return createUploadFiles(join(directory, ".uploads"));
  });
  return {
    keep: async (file, signal) => (await open()).keep(file, signal),
    read: async (job, number) => (await open()).read(job, number),
    remove: async (job) => (await open()).remove(job),
  };
}
