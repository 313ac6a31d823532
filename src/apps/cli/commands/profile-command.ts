import { Command } from "commander";
import type { ProfileInfo } from "../../../library/index.ts";
import { oneLine, sanitizeText } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderColumns } from "../render/render-columns.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";
import type { Output } from "../terminal.ts";
import { profileTestCommand } from "./profile-test-command.ts";

export function profileCommand(context: CommandContext): Command {
  return new Command("profile")
    .summary("list, show and measure writing profiles")
    .description("Lists, shows and measures profiles: files that define how a language model writes its answers.")
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(profileTestCommand(context));
}

function listCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("list the profiles")
      .description("Lists the profiles of the store, your own profiles, and those that come with Lydian."),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian profile list
  lydian profile list --json`,
    )
    .action(async (options: StoreOptions) => {
      const profiles = await withLydian(context, options, (lydian) => lydian.profiles());
      print(context, options, { value: profiles, lines: () => renderProfiles(profiles, context.terminal.out) });
    });
}

function showCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("show")
      .summary("show a profile")
      .description("Checks a profile, and shows its settings and its version.")
      .argument("[name]", "name of the profile (default: the setting answer.profile)"),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian profile show brief
  lydian profile show plain-language --json`,
    )
    .action(async (name: string | undefined, options: StoreOptions) => {
      const profile = await withLydian(context, options, (lydian) => lydian.profile(name));
      const { stringify } = await import("yaml");
      const lines = () => sanitizeText(stringify(profile).trimEnd()).split("\n");
      print(context, options, { value: profile, lines });
    });
}

function renderProfiles(profiles: readonly ProfileInfo[], output: Output): readonly string[] {
  const columns = [{ name: "profile" }, { name: "set" }, { name: "from" }, { name: "file" }];
  const origins = { store: "the store", user: "you", bundled: "Lydian" };
  const rows = profiles.map(({ name, isSet, origin, path }) => [
    name,
    isSet ? "yes" : "",
    origins[origin],
    oneLine(path),
  ]);
  return renderColumns(columns, rows, output);
}
