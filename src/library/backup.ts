import { resolve } from "node:path";
import type { CopyProgress, NewFile } from "../core/index.ts";
import type { BackupOptions, BackupReport } from "../lydian.ts";
import { type CallContext, signalOf } from "./call-context.ts";
import type { KeepingParts } from "./lydian-parts.ts";

/** What is added to a backup's name for the copy of `state.db`. */
const STATE_ENDING = ".state";

/** See `Lydian.backup`. */
export async function backup(
  { parts, emit }: CallContext,
  file: string,
  options: BackupOptions,
): Promise<BackupReport> {
  const { createFile, copyStore, copyState } = await parts.keeping();
  const replace = options.replace ?? false;
  const signal = signalOf(options);
  const copy = await createFile(file, { replace });
  try {
    const state = await createFile(`${file}${STATE_ENDING}`, { replace });
    try {
      const tell = (progress: CopyProgress) => emit({ type: "store-copied", ...progress });
      const { sizeBytes, documents, chunks } = await copyStore(copy.temporaryPath, tell, signal);
      const stateFile = await keepState(state, { copyState, at: resolve(`${file}${STATE_ENDING}`) }, signal);
      await copy.keep();
      return { file: resolve(file), ...stateFile, sizeBytes, documents, chunks };
    } finally {
      await state.discard();
    }
  } finally {
    await copy.discard();
  }
}

/** The copy of what is remembered takes its place only if there is something to remember. */
async function keepState(
  state: NewFile,
  { copyState, at }: Pick<KeepingParts, "copyState"> & { readonly at: string },
  signal: AbortSignal,
): Promise<Pick<BackupReport, "stateFile">> {
  if (!(await copyState(state.temporaryPath, signal))) return {};
  await state.keep();
  return { stateFile: at };
}
