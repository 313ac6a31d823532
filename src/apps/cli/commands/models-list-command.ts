import { Command } from "commander";
import type { ModelInfo } from "../../../library/index.ts";
import { oneLine } from "../../present/index.ts";
import { type CommandContext, exitCodes } from "../command-context.ts";
import { bytes } from "../render/render-counts.ts";
import { renderTable } from "../render/render-table.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";

export function modelsListCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the models that are there or set")
      .description(
        "Lists the bundled models, those that are set and those that were pulled, and compares their files with their SHA-256. An entailment model and a judge are listed where they are set. No service is asked.",
      ),
  )
    .addHelpText(
      "after",
      `
Exit codes: 1 if a model's files are missing or differ from its hashes.

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
  const columns = [{ name: "for" }, { name: "model" }, { name: "set" }, { name: "what is known" }];
  const rows = models.map((one) => [one.job, oneLine(one.name), one.isSet ? "yes" : "", describe(one)]);
  const paths = models.flatMap(({ name, path }) => (path === undefined ? [] : [`${oneLine(name)}: ${oneLine(path)}`]));
  return [...renderTable(columns, rows, output), "", ...paths];
}

function describe({ origin, status, sizeBytes, hasKey, message }: ModelInfo): string {
  if (status === "problem") return oneLine(message ?? "");
  if (origin === "provider") return `a service's, ${hasKey ? "with" : "without"} a key; not asked`;
  if (origin === "built-in") return "built in: sentences of the documents, without a language model";
  const size = sizeBytes === undefined ? "" : `, ${bytes(sizeBytes)}`;
  const good = origin === "file" ? "SHA-256 as when it was pulled" : "SHA-256 as on its card";
  const checked = status === "verified" ? good : "without a hash to compare with";
  return `${origin}${size}, ${checked}`;
}
