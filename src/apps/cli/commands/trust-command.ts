import { Command } from "commander";
import type { CommandContext } from "../command-context.ts";
import type { TrustReport } from "../composed-calls.ts";
import { renderParts } from "../render/render-ignored.ts";
import { print, type StoreOptions } from "../store-options.ts";

interface Options extends Pick<StoreOptions, "json" | "debug"> {
  readonly remove?: true;
}

export function trustCommand(context: CommandContext): Command {
  return new Command("trust")
    .summary("trust a store that came from elsewhere")
    .description(
      "Trusts a store that was found in this folder or above it, as it is now: its settings of models, addresses, key names, synonyms and the server, its guard policy, its profiles, and its keys, watched folders, unfinished jobs and sources. Anything that you add yourself needs no trust. Anything that others change later must be trusted again, and so must the store after it has moved. A store that you name with --store or LYDIAN_STORE needs no trust if it belongs to you.",
    )
    .argument("[dir]", "folder of the store (default: the store used in this folder)")
    .option("--remove", "stop trusting it")
    .option("--json", "print JSON instead of text")
    .option("--debug", "print the stack trace of an error")
    .addHelpText(
      "after",
      `
Read the settings.yaml, the guards.yaml and the profiles of the store before you trust it. \`lydian serve\` lists the other parts that are ignored.

Examples:
  lydian trust
  lydian trust ./project/.lydian
  lydian trust --remove`,
    )
    .action((folder: string | undefined, options: Options) => trust(context, folder, options));
}

const sentences: Readonly<Record<TrustReport["outcome"], string>> = {
  trusted: "This store is trusted as it is now",
  removed: "This store is no longer trusted",
  "was-not-trusted": "This store was not trusted",
  "needs-no-trust": "This store has nothing that needs trust",
};

async function trust(context: CommandContext, folder: string | undefined, options: Options): Promise<void> {
  const report = await context.trustStore({ store: folder, remove: options.remove ?? false });
  const { outcome, store, parts } = report;
  const lines = () => [`${sentences[outcome]}: ${store}`, ...renderParts(parts)];
  print(context, options, { value: report, lines });
}
