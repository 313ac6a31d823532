import { Command } from "commander";
import type { TrustReport } from "../../../config/index.ts";
import type { CommandContext } from "../command-context.ts";
import { print, type StoreOptions } from "../store-options.ts";

interface Options extends Pick<StoreOptions, "json" | "debug"> {
  readonly remove?: true;
}

export function trustCommand(context: CommandContext): Command {
  return new Command("trust")
    .summary("trust a store's settings")
    .description(
      "Lets a store that is found by walking up set models, addresses and key names, as its settings file stands now. After a change it asks again. A store named by --store or LYDIAN_STORE needs no trust.",
    )
    .argument("[dir]", "the store's folder (default: the one that would be used here)")
    .option("--remove", "trust it no longer")
    .option("--json", "print JSON instead of text")
    .option("--debug", "print the stack of an error")
    .addHelpText(
      "after",
      `
Read the store's settings.yaml before you trust it.

Examples:
  lydian trust
  lydian trust ./project/.lydian
  lydian trust --remove`,
    )
    .action((folder: string | undefined, options: Options) => trust(context, folder, options));
}

const sentences: Readonly<Record<TrustReport["outcome"], string>> = {
  trusted: "The settings of this store are trusted as they are now",
  removed: "The settings of this store are trusted no longer",
  "was-not-trusted": "The settings of this store were not trusted before",
  "needs-no-trust": "This store has no settings file and needs no trust",
};

async function trust(context: CommandContext, folder: string | undefined, options: Options): Promise<void> {
  const { trustStore } = await import("../../../config/index.ts");
  const report = await trustStore({ store: folder, remove: options.remove ?? false });
  print(context, options, { value: report, lines: () => [`${sentences[report.outcome]}: ${report.store}`] });
}
