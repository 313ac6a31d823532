import { resolve } from "node:path";
import { type CopyProgress, LydianError, type Warning } from "../../core/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import type { KeepingParts } from "../parts/lydian-parts.ts";

export interface BackupOptions extends StopOptions {
  /** Whether the file may replace another one. Default: false. */
  readonly replace?: boolean;
}

export interface BackupReport {
  /** Absolute path of the copied store. */
  readonly file: string;
  /** Absolute path of the copied answers and conversations; absent if there are none, or they could not be copied. */
  readonly stateFile?: string;
  /** Warnings about parts that could not be copied, with the reason and the fix. */
  readonly warnings: readonly Warning[];
  readonly sizeBytes: number;
  readonly documents: number;
  readonly chunks: number;
}

/** Ending that the backup's name gets for the copy of `state.db`. */
const STATE_ENDING = ".state";

export async function backup(
  { parts, emit }: CallContext,
  file: string,
  options: BackupOptions = {},
): Promise<BackupReport> {
  const keeping = await parts.keeping();
  const replace = options.replace ?? false;
  const signal = signalOf(options);
  const copy = await keeping.createFile(file, { replace });
  try {
    const tell = (progress: CopyProgress) => emit({ type: "store-copied", ...progress });
    const { sizeBytes, documents, chunks } = await keeping.copyStore(copy.temporaryPath, tell, signal);
    const state = await backUpState(keeping, `${file}${STATE_ENDING}`, replace, signal);
    await copy.keep();
    return { file: resolve(file), ...state, sizeBytes, documents, chunks };
  } finally {
    await copy.discard();
  }
}

/** Copies saved answers and conversations, if there are any. */
async function backUpState(
  { createFile, copyState }: KeepingParts,
  file: string,
  replace: boolean,
  signal: AbortSignal,
): Promise<Pick<BackupReport, "stateFile" | "warnings">> {
  if (copyState === undefined) return { warnings: [] };
  const copy = await createFile(file, { replace });
  try {
    const failure = await copyState(copy.temporaryPath, signal).catch(requireKnown);
    if (failure !== undefined) return { warnings: [describeFailure(failure)] };
    await copy.keep();
    return { stateFile: resolve(file), warnings: [] };
  } finally {
    await copy.discard();
  }
}

function requireKnown(error: unknown): LydianError {
  if (error instanceof LydianError) return error;
  throw error;
}

/**
 * Describes why saved answers were not copied. This is only a warning, because the copy of the documents is valuable
 * without them.
 */
function describeFailure({ message, hint }: LydianError): Warning {
  const cure = hint === undefined ? "" : ` ${hint}`;
  return { code: "state-not-copied", message: `Saved answers and conversations were not copied: ${message}${cure}` };
}
