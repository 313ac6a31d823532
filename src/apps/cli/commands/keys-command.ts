import { Command, Option } from "commander";
import type { Permission } from "../../../index.ts";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderKeys } from "../render/render-keys.ts";
import { addStoreOptions, print, type StoreOptions, withLydian } from "../store-options.ts";

interface AddOptions extends StoreOptions {
  readonly permission?: Permission;
  readonly only?: readonly string[];
  readonly label?: readonly string[];
}

export function keysCommand(context: CommandContext): Command {
  return new Command("keys")
    .summary("who may call the server")
    .description("Makes, lists and revokes the keys of those who call `lydian serve`. Only a hash of a key is kept.")
    .addCommand(addKeyCommand(context))
    .addCommand(listKeysCommand(context))
    .addCommand(revokeKeyCommand(context));
}

function addKeyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("add")
      .summary("make a key")
      .description("Makes a key and prints it. It is shown this once.")
      .argument("<name>", "whose it is, or what for")
      .addOption(
        new Option(
          "--permission <permission>",
          "read: search and ask; write: also add and remove; admin: everything",
        ).choices(["read", "write", "admin"]),
      )
      .option("--only <collection...>", "only these collections (default: all)")
      .option(
        "--label <label...>",
        "only documents without access labels, or with one of these (default: all documents)",
      ),
  )
    .addHelpText(
      "after",
      `
Examples:
  lydian keys add "front desk"
  lydian keys add ingest --permission write --only handbook
  lydian keys add board --label board --label staff`,
    )
    .action(async (name: string, options: AddOptions) => {
      const { permission, only, label } = options;
      const created = await withLydian(context, options, (lydian) =>
        lydian.addKey({
          name,
          signal: context.signal,
          ...(permission === undefined ? {} : { permission }),
          ...(only === undefined ? {} : { collections: only }),
          ...(label === undefined ? {} : { scope: { kind: "labels", labels: label } }),
        }),
      );
      const { key, token } = created;
      print(context, options, { value: created, lines: () => [token] });
      if (!options.json)
        context.terminal.err.line(
          `This is the key "${oneLine(key.name)}" (${key.id}). It can not be shown again; keep it safe.`,
        );
    });
}

function listKeysCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list")
      .summary("the keys there are")
      .description("Lists the keys, oldest first, with those that were revoked."),
  )
    .addHelpText("after", "\nExamples:\n  lydian keys list\n  lydian keys list --json")
    .action(async (options: StoreOptions) => {
      const keys = await withLydian(context, options, (lydian) => lydian.keys({ signal: context.signal }));
      print(context, options, { value: { keys }, lines: () => renderKeys(keys, context.terminal.out) });
    });
}

function revokeKeyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("revoke")
      .summary("make a key open nothing")
      .description("From now on the key opens nothing, also in servers that run.")
      .argument("<id>", "the key's id, as `lydian keys list` shows it"),
  )
    .addHelpText("after", "\nExamples:\n  lydian keys revoke 0f3a5c7e9b1d2f40")
    .action(async (id: string, options: StoreOptions) => {
      const key = await withLydian(context, options, (lydian) => lydian.revokeKey(id, { signal: context.signal }));
      print(context, options, {
        value: key,
        lines: () => [`The key "${oneLine(key.name)}" (${key.id}) opens nothing any more.`],
      });
    });
}
