import { Command } from "commander";
import type { TrustReport } from "../../../config/index.ts";
import type { CommandContext } from "../command-context.ts";
import { print, type StoreOptions } from "../store-options.ts";

interface Options extends Pick<StoreOptions, "json" | "debug"> {
  readonly remove?: true;
}

export function trustCommand(context: CommandContext): Command {
  return new Command("trust")
    .summary("trust the settings of a store")
    .description(
      "Allows a store that was found in this folder or above it to set models, addresses and key names with its current settings file. After a change, the file must be trusted again. A store named with --store or LYDIAN_STORE needs no trust.",
    )
    .argument("[dir]", "folder of the store (default: the store used in this folder)")
    .option("--remove", "stop trusting it")
    .option("--json", "print JSON instead of text")
    .option("--debug", "print the stack trace of an error")
    .addHelpText(
      "after",
      `
Read the settings.yaml of the store before you trust it.

Examples:
  lydian trust
  lydian trust ./project/.lydian
  lydian trust --remove`,
    )
    .action((folder: string | undefined, options: Options) => trust(context, folder, options));
}

const sentences: Readonly<Record<TrustReport["outcome"], string>> = {
  trusted: "The current settings of this store are trusted",
  removed: "The settings of this store are no longer trusted",
  "was-not-trusted": "The settings of this store were not trusted",
  "needs-no-trust": "This store has no settings file and needs no trust",
};

async function trust(context: CommandContext, folder: string | undefined, options: Options): Promise<void> {
  const { trustStore } = await import("../../../config/index.ts");
  const report = await trustStore({ store: folder, remove: options.remove ?? false });
  print(context, options, { value: report, lines: () => [`${sentences[report.outcome]}: ${report.store}`] });
}
