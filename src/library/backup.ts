import { resolve } from "node:path";
import type { BackupOptions, BackupReport } from "../lydian.ts";
import { type CallContext, signalOf } from "./call-context.ts";

/** See `Lydian.backup`. */
export async function backup(
  { parts, emit }: CallContext,
  file: string,
  options: BackupOptions,
): Promise<BackupReport> {
  const { createFile, copyStore } = await parts.keeping();
  const copy = await createFile(file, { replace: options.replace ?? false });
  try {
    const tell = (progress: Parameters<Parameters<typeof copyStore>[1]>[0]) =>
      emit({ type: "store-copied", ...progress });
    const { sizeBytes, documents, chunks } = await copyStore(copy.temporaryPath, tell, signalOf(options));
    await copy.keep();
    return { file: resolve(file), sizeBytes, documents, chunks };
  } finally {
    await copy.discard();
  }
}
