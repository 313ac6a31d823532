import { resolve } from "node:path";
import type { Writable } from "node:stream";
import { defined, FileUnwritableError, type NewFile } from "../../core/index.ts";
import { type CallContext, requireStore, signalOf } from "../call/call-context.ts";
import type { StopOptions } from "../call/call-options.ts";
import { exportCollections } from "./export-collections.ts";

export interface ExportOptions extends StopOptions {
  /** The only collection to export. Default: all. */
  readonly collection?: string;
  /** Whether the file may replace another one. Default: false. */
  readonly replace?: boolean;
}

export interface ExportReport {
  /** Absolute path of the file; absent if the export was written to a stream. */
  readonly file?: string;
  readonly collections: readonly {
    readonly collection: string;
    readonly documents: number;
    readonly sources: number;
  }[];
  readonly documents: number;
}

export async function exportTo(
  context: CallContext,
  file: string | Writable,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const { parts, emit } = context;
  const { collection } = options;
  await requireStore(context, collection ?? parts.settings.collection);
  const { createFile, openFrozen } = await parts.keeping();
  const isPath = typeof file === "string";
  const target = isPath ? await createFile(file, { replace: options.replace ?? false }) : intoStream(file);
  try {
    const frozen = await openFrozen();
    try {
      const services = {
        ...frozen,
        version: parts.version(),
        now: () => new Date(parts.clock.now()).toISOString(),
        emit,
      };
      const request = defined({ file: target, collection });
      const counts = await exportCollections(services, request, signalOf(options));
      await target.keep();
      return defined({ file: isPath ? resolve(file) : undefined, ...counts });
    } finally {
      await frozen.close();
    }
  } finally {
    await target.discard();
  }
}

/** Wraps a stream as the target of an export. The stream belongs to the caller, so it is not ended. */
function intoStream(stream: Writable): Omit<NewFile, "temporaryPath"> {
  // The failed write reports the error. Without a listener, the error would also end the process.
  const ignore = () => undefined;
  stream.on("error", ignore);
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(unwritable(error)) : resolve()));
      }),
    keep: async () => undefined,
    discard: async () => void stream.off("error", ignore),
  };
}

function unwritable(error: Error): FileUnwritableError {
  return new FileUnwritableError("The export could not be written completely, because its stream failed.", {
    hint: "Discard the incomplete export, and check the program that reads the stream.",
    cause: error,
  });
}
