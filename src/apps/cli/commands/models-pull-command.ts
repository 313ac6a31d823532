import { Command } from "commander";
import { defined } from "../../../core/index.ts";
import type { PullReport } from "../../../library/index.ts";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { bytes } from "../render/render-counts.ts";
import { showDownload } from "../show-download.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface Options extends StoreOptions {
  readonly sha256: string;
  readonly as?: string;
}

export function modelsPullCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("pull")
      .summary("download the file of a language model")
      .description(
        "Downloads a GGUF file into your models folder, and keeps it only if its SHA-256 matches. Run the same command again to continue an interrupted download. Lydian never downloads a model without this command.",
      )
      .argument("<url>", "address of the file: https, or http on this machine")
      .requiredOption("--sha256 <hex>", "SHA-256 of the file, as its download page states it")
      .option("--as <name>", "name of the model, used as gguf:NAME (default: the file name)"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian models pull https://models.example/small-q4.gguf --sha256 HEX
  lydian models pull https://models.example/small-q4.gguf --sha256 HEX --as small
  lydian ask "What does a lost key cost?" --model gguf:small`,
    )
    .action((url: string, options: Options) => pull(context, url, options));
}

async function pull(context: CommandContext, url: string, options: Options): Promise<void> {
  const { terminal, signal } = context;
  const { sha256, as } = options;
  const download = await showDownload(context);
  try {
    const report = await withLydian(context, options, (lydian) => {
      lydian.on(download.listener);
      return lydian.pullModel(url, defined({ sha256, signal, as }));
    });
    download.stop();
    print(context, options, { value: report, lines: () => renderPull(report) });
  } finally {
    download.stop();
    if (signal.aborted) terminal.err.line("The downloaded part is kept. Run the same command again to continue.");
  }
}

function renderPull({ name, path, sizeBytes, resumedBytes, wasThere }: PullReport): readonly string[] {
  const resumed = resumedBytes === 0 ? "" : `, ${bytes(resumedBytes)} of it earlier`;
  const result = wasThere ? "already there" : `downloaded${resumed}`;
  return [`${oneLine(name)}: ${bytes(sizeBytes)}, ${result}, SHA-256 as given`, oneLine(path)];
}
