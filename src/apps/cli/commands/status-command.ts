import { Command } from "commander";
import type { CollectionStatus, Status } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderColumns } from "../render/render-columns.ts";
import { bytes } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function statusCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("status")
      .summary("show the store and its collections")
      .description(
        "Shows the store, its collections, and pending work: chunks without vectors, and documents to rechunk because the settings changed.",
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
  const report = await withLydian(context, options, (lydian) => lydian.status({ signal }));
  print(context, options, { value: report, lines: () => renderStatus(report, terminal.out) });
}

function renderStatus(status: Status, output: Output): readonly string[] {
  const head = [
    `store     ${status.store}`,
    `size      ${bytes(status.sizeBytes)}, format ${status.formatVersion}`,
    `embedder  ${status.embedder}`,
    `guards    ${describePolicy(status.guardPolicy)}`,
    "",
  ];
  if (status.collections.length === 0) return [...head, "There are no collections yet. `lydian add PATH` creates one."];
  const right = { align: "right" } as const;
  const columns = [
    { name: "collection" },
    { name: "documents", ...right },
    { name: "chunks", ...right },
    { name: "without vectors", ...right },
    { name: "to rechunk", ...right },
    { name: "index", ...right },
    { name: "documents with warnings" },
  ];
  const rows = status.collections.map((collection) => [
    collection.name,
    collection.documents.toLocaleString("en-US"),
    collection.chunks.toLocaleString("en-US"),
    collection.chunksWithoutVectors.toLocaleString("en-US"),
    collection.documentsToRechunk.toLocaleString("en-US"),
    bytes(collection.indexBytes),
    collection.documentsWithWarnings.toLocaleString("en-US"),
  ]);
  return [...head, ...renderColumns(columns, rows, output), ...status.collections.flatMap(renderCalibrationOf)];
}

function describePolicy({ name, version, origin, path }: Status["guardPolicy"]): string {
  const from = path ?? (origin === "default" ? "Lydian's own" : `set by the ${origin}`);
  return `policy ${name} ${version}, ${from}`;
}

/** Prints the calibration of a collection, if it has one. */
function renderCalibrationOf({ name, calibration }: CollectionStatus): readonly string[] {
  if (calibration === undefined) return [];
  const { maxWrongRate, threshold, calibratedAt, isOutdated } = calibration;
  const rate = `at most ${Number((100 * maxWrongRate).toFixed(1))} % of the answers wrong`;
  const from = threshold === undefined ? "not reached, so no answer is shown" : `from a confidence of ${threshold}`;
  const note = isOutdated ? "; outdated: run `lydian calibrate` again" : "";
  return ["", `${name}  ${rate}, ${from}, calibrated ${calibratedAt.slice(0, 10)}${note}`];
}
