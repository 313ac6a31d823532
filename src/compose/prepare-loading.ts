import type { Configuration } from "../config/index.ts";
import type { LydianParts } from "../library/index.ts";
import { once } from "./once.ts";
import { openLoading } from "./open-loading.ts";

/** The loaders with OCR and those without; the processes of either are started when it is first asked for. */
export function prepareLoading(configuration: Configuration): {
  readonly open: LydianParts["loading"];
  close(): Promise<void>;
} {
  const plain = once(() => openLoading(configuration, { ocr: false }));
  const recognising = once(() => openLoading(configuration, { ocr: true }));
  const isSet = configuration.settings.ingest.ocr !== "off";
  return {
    open: ({ ocr = isSet } = {}) => (ocr ? recognising() : plain()),
    close: async () => {
      for (const loading of [plain, recognising]) await (await loading.opened())?.loaders.close();
    },
  };
}
