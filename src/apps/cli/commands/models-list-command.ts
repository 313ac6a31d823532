import { Command } from "commander";
import type { ModelInfo } from "../../../library/index.ts";
import { oneLine } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { renderColumns } from "../render/render-columns.ts";
import { bytes } from "../render/render-counts.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function modelsListCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list bundled, configured and downloaded models")
      .description(
        "Lists the bundled, configured and downloaded models, and compares their files with their SHA-256. An entailment model and a judge are listed if they are configured. No service is called.",
      ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 1 if the files of a model are missing or differ from its hashes.

Examples:
  lydian models list
  lydian models list --json`,
    )
    .action((options: StoreOptions) => list(context, options));
}

async function list(context: CommandContext, options: StoreOptions): Promise<void> {
  const { terminal, signal } = context;
  const models = await withLydian(context, options, (lydian) => lydian.models({ signal }));
  print(context, options, { value: models, lines: () => renderModels(models, terminal.out) });
  if (models.some(({ status }) => status === "problem")) context.setExitCode(exitCodes.failure);
}

function renderModels(models: readonly ModelInfo[], output: Output): readonly string[] {
  const columns = [{ name: "for" }, { name: "model" }, { name: "set" }, { name: "details" }];
  const rows = models.map((model) => [model.job, oneLine(model.name), model.isSet ? "yes" : "", describe(model)]);
  const paths = models.flatMap(({ name, path }) => (path === undefined ? [] : [`${oneLine(name)}: ${oneLine(path)}`]));
  return [...renderColumns(columns, rows, output), "", ...paths];
}

function describe({ origin, status, sizeBytes, hasKey, message }: ModelInfo): string {
  if (status === "problem") return oneLine(message ?? "");
  if (origin === "provider") return `service, ${hasKey ? "with" : "without"} a key; not called`;
  if (origin === "built-in") return "built in: quotes sentences of the documents, without a language model";
  const size = sizeBytes === undefined ? "" : `, ${bytes(sizeBytes)}`;
  const verified = origin === "file" ? "SHA-256 as when it was downloaded" : "SHA-256 as on its model card";
  const checked = status === "verified" ? verified : "no hash to compare with";
  return `${origin}${size}, ${checked}`;
}
