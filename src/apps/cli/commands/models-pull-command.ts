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
      .summary("fetch a language model's file")
      .description(
        "Fetches a GGUF file into your own folder of models, and keeps it only if it has the SHA-256 that is given. Stopped or cut off, the same command goes on from there. Nothing is ever fetched without this command.",
      )
      .argument("<url>", "where the file is: https, or http of this machine")
      .requiredOption("--sha256 <hex>", "SHA-256 of the file, as the page that offers it states")
      .option("--as <name>", "what the model is called: gguf:NAME (default: the file's name)"),
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
  const shown = await showDownload(context);
  try {
    const report = await withLydian(context, options, (lydian) => {
      lydian.on(shown.listener);
      return lydian.pullModel(url, defined({ sha256, signal, as }));
    });
    shown.stop();
    print(context, options, { value: report, lines: () => renderPull(report) });
  } finally {
    shown.stop();
    if (signal.aborted) terminal.err.line("What has come is kept; the same command goes on from there.");
  }
}

function renderPull({ name, path, sizeBytes, resumedBytes, wasThere }: PullReport): readonly string[] {
  const resumed = resumedBytes === 0 ? "" : `, ${bytes(resumedBytes)} of it before`;
  const fetched = wasThere ? "was there already" : `fetched${resumed}`;
  return [`${oneLine(name)}: ${bytes(sizeBytes)}, ${fetched}, SHA-256 as given`, oneLine(path)];
}
