import { Command } from "commander";
import type { CollectionStatus, Status } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { bytes } from "../render/render-counts.ts";
import { renderTable } from "../render/render-table.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function statusCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("status")
      .summary("show what the store holds")
      .description(
        "Shows the store, its collections, and what still waits: for vectors, or to be cut as the settings say.",
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian status
  lydian status --json`,
    )
    .action((options: StoreOptions) => status(context, options));
}

async function status(context: CommandContext, options: StoreOptions): Promise<void> {
  const { terminal, signal } = context;
  const found = await withLydian(context, options, (lydian) => lydian.status({ signal }));
  print(context, options, { value: found, lines: () => renderStatus(found, terminal.out) });
}

function renderStatus(status: Status, output: Output): readonly string[] {
  const head = [
    `store     ${status.store}`,
    `size      ${bytes(status.sizeBytes)}, format ${status.formatVersion}`,
    `embedder  ${status.embedder}`,
    "",
  ];
  if (status.collections.length === 0) return [...head, "No collection yet: `lydian add PATH` makes one."];
  const right = { align: "right" } as const;
  const columns = [
    { name: "collection" },
    { name: "documents", ...right },
    { name: "chunks", ...right },
    { name: "without vectors", ...right },
    { name: "to be cut again", ...right },
    { name: "index", ...right },
    { name: "documents with warnings" },
  ];
  const rows = status.collections.map((one) => [
    one.name,
    one.documents.toLocaleString("en-US"),
    one.chunks.toLocaleString("en-US"),
    one.chunksWithoutVectors.toLocaleString("en-US"),
    one.documentsToRechunk.toLocaleString("en-US"),
    bytes(one.indexBytes),
    one.documentsWithWarnings.toLocaleString("en-US"),
  ]);
  return [...head, ...renderTable(columns, rows, output), ...status.collections.flatMap(renderCalibrationOf)];
}

/** A line only where something was calibrated. */
function renderCalibrationOf({ name, calibration }: CollectionStatus): readonly string[] {
  if (calibration === undefined) return [];
  const { maxWrongRate, threshold, calibratedAt, isOutdated } = calibration;
  const rate = `at most ${Number((100 * maxWrongRate).toFixed(1))} % of the answers wrong`;
  const from = threshold === undefined ? "not reached: none is shown" : `from a confidence of ${threshold} on`;
  const since = isOutdated ? "; something has changed since: `lydian calibrate` again" : "";
  return ["", `${name}  ${rate}, ${from}, calibrated ${calibratedAt.slice(0, 10)}${since}`];
}
