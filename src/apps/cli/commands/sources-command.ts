import { Command } from "commander";
import type { RemoveSourceReport, SourceStatus } from "../../../library/index.ts";
import type { CommandContext } from "../command-context.ts";
import { readableUri } from "../render/readable-uri.ts";
import { renderColumns } from "../render/render-columns.ts";
import { count } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian, withServer } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface RemoveOptions extends StoreOptions {
  readonly keep?: true;
}

export function sourcesCommand(context: CommandContext): Command {
  return new Command("sources")
    .summary("list, watch or remove sources")
    .description("Lists, watches and removes sources: the folders and websites that a collection is synced with.")
    .addCommand(listCommand(context), { isDefault: true })
    .addCommand(watchCommand(context, true))
    .addCommand(watchCommand(context, false))
    .addCommand(removeCommand(context));
}

function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the sources")
      .description("Lists the sources of a collection. This is the default."),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian sources
  lydian sources list --json | jq -r '.[].uri'`,
    )
    .action((options: StoreOptions) => list(context, options));
}

function watchCommand(context: CommandContext, isWatched: boolean): Command {
  const command = isWatched
    ? new Command("watch")
        .summary("let the server keep a folder synced")
        .description(
          "Lets `lydian serve` sync a folder when the server starts and whenever its files change. A folder that is not a source yet becomes one.",
        )
        .argument("<folder>", "path or URI of the folder")
    : new Command("unwatch")
        .summary("stop the server from watching a folder")
        .description("Stops the server from watching a folder. It stays a source, and `lydian sync` still syncs it.")
        .argument("<folder>", "path or URI of the folder");
  return addStoreOptions(command)
    .addHelpText(
      "after",
      `
Examples:
  lydian sources ${isWatched ? "watch ./handbook" : "unwatch ./handbook"}${isWatched ? "\n  lydian sync ./board --label board && lydian sources watch ./board" : ""}`,
    )
    .action((folder: string, options: StoreOptions) => setWatched(context, folder, isWatched, options));
}

function removeCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("remove")
      .summary("remove a source with its documents")
      .description("Removes a source and its documents; the original files stay.")
      .argument("<source>", "folder, address or URI of the source")
      .option("--keep", "keep its documents, without a source"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian sources remove ./handbook
  lydian sources remove https://example.org/help/ --keep`,
    )
    .action((source: string, options: RemoveOptions) => remove(context, source, options));
}

async function list(context: CommandContext, options: StoreOptions): Promise<void> {
  const { terminal, signal } = context;
  const sources = await withLydian(context, options, (lydian) => lydian.sources({ signal }));
  print(context, options, { value: sources, lines: () => renderSources(sources, terminal.out) });
  if (sources.length === 0 && !options.json) terminal.err.line("There are no sources. `lydian sync FOLDER` adds one.");
}

function renderSources(sources: readonly SourceStatus[], output: Output): readonly string[] {
  if (sources.length === 0) return [];
  const columns = [
    { name: "documents", align: "right" },
    { name: "last synced" },
    { name: "watched" },
    { name: "source" },
  ] as const;
  const rows = sources.map(({ uri, documents, syncedAt, watch }) => [
    documents.toLocaleString("en-US"),
    syncedAt === undefined ? "never" : minuteOf(syncedAt),
    watch === undefined ? "no" : watch.problem === undefined ? "yes" : "with a problem",
    readableUri(uri),
  ]);
  return [...renderColumns(columns, rows, output), ...sources.flatMap(describeProblem)];
}

const minuteOf = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;

function describeProblem({ uri, watch }: SourceStatus): readonly string[] {
  if (watch?.problem === undefined) return [];
  const { since, message, hint } = watch.problem;
  return [
    "",
    `${readableUri(uri)}, since ${minuteOf(since)}:`,
    `  ${message}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ];
}

async function setWatched(
  context: CommandContext,
  folder: string,
  isWatched: boolean,
  options: StoreOptions,
): Promise<void> {
  const { signal } = context;
  const hasChanged = await withServer(context, options, (server) => server.setWatched(folder, isWatched, { signal }));
  const state = isWatched ? "watched by `lydian serve`" : "not watched";
  const line = `${folder} ${hasChanged ? "is now" : "was already"} ${state}`;
  print(context, options, { value: { folder, isWatched, hasChanged }, lines: () => [line] });
}

async function remove(context: CommandContext, name: string, options: RemoveOptions): Promise<void> {
  const { signal } = context;
  const report = await withLydian(context, options, (lydian) =>
    lydian.removeSource(name, { signal, keep: options.keep ?? false }),
  );
  print(context, options, { value: report, lines: () => [describe(report, options)] });
}

function describe({ source, removed }: RemoveSourceReport, { keep }: RemoveOptions): string {
  const documents = keep ? "its documents stay" : `${count(removed.length, "document")} removed with it`;
  return `removed  ${readableUri(source.uri)}; ${documents}`;
}
