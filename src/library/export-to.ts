import { resolve } from "node:path";
import { exportCollections } from "../keep/index.ts";
import type { ExportOptions, ExportReport } from "../lydian.ts";
import { type CallContext, requireStore, signalOf } from "./call-context.ts";

/** See `Lydian.exportTo`. */
export async function exportTo(context: CallContext, file: string, options: ExportOptions): Promise<ExportReport> {
  const { parts, emit } = context;
  const { collection } = options;
  await requireStore(context, collection ?? parts.settings.collection);
  const { version, createFile, openFrozen } = await parts.keeping();
  const target = await createFile(file, { replace: options.replace ?? false });
  try {
    const frozen = await openFrozen();
    try {
      const services = { ...frozen, version, now: () => new Date(parts.clock.now()).toISOString(), emit };
      const request = { file: target, ...(collection === undefined ? {} : { collection }) };
      const counts = await exportCollections(services, request, signalOf(options));
      await target.keep();
      return { file: resolve(file), ...counts };
    } finally {
      await frozen.close();
    }
  } finally {
    await target.discard();
  }
}
