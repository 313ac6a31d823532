import { Command, Option } from "commander";
import type { Permission } from "../../../core/index.ts";
import { type AccessKey, defined } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { CommandContext } from "../command-context.ts";
import { renderColumns } from "../render/render-columns.ts";
import { addStoreOptions, print, type StoreOptions, withServer } from "../store-options.ts";
import type { Output } from "../terminal.ts";

interface AddOptions extends StoreOptions {
  readonly permission?: Permission;
  readonly only?: readonly string[];
  readonly label?: readonly string[];
}

export function keysCommand(context: CommandContext): Command {
  return new Command("keys")
    .summary("manage the access keys of the server")
    .description(
      "Creates, lists and revokes the keys with which programs and people call `lydian serve`. Only a hash of each key is stored.",
    )
    .addCommand(addKeyCommand(context))
    .addCommand(listKeysCommand(context))
    .addCommand(revokeKeyCommand(context));
}

function addKeyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("add")
      .summary("create a key")
      .description("Creates a key and prints it. It is shown only once.")
      .argument("<name>", "person or purpose of the key")
      .addOption(
        new Option(
          "--permission <permission>",
          "read: search and ask; write: also add and remove; admin: everything",
        ).choices(["read", "write", "admin"]),
      )
      .option("--only <collection...>", "limit the key to these collections (default: all)")
      .option(
        "--label <label...>",
        "limit the key to documents without access labels or with one of these (default: all documents)",
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
      const scope = label === undefined ? undefined : ({ kind: "labels", labels: label } as const);
      const created = await withServer(context, options, (server) =>
        server.addKey(defined({ name, signal: context.signal, permission, collections: only, scope })),
      );
      const { key, token } = created;
      print(context, options, { value: created, lines: () => [token] });
      if (!options.json)
        context.terminal.err.line(
          `This is the key "${oneLine(key.name)}" (${key.id}). It cannot be shown again, so store it safely.`,
        );
    });
}

function listKeysCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("list").summary("list the keys").description("Lists all keys, oldest first, including revoked ones."),
  )
    .addHelpText("after", "\nExamples:\n  lydian keys list\n  lydian keys list --json")
    .action(async (options: StoreOptions) => {
      const keys = await withServer(context, options, (server) => server.keys({ signal: context.signal }));
      print(context, options, { value: { keys }, lines: () => renderKeys(keys, context.terminal.out) });
    });
}

function revokeKeyCommand(context: CommandContext): Command {
  return addStoreOptions(
    new Command("revoke")
      .summary("revoke a key")
      .description("Revokes a key at once, also in running servers.")
      .argument("<id>", "id of the key, as `lydian keys list` shows it"),
  )
    .addHelpText("after", "\nExamples:\n  lydian keys revoke 0f3a5c7e9b1d2f40")
    .action(async (id: string, options: StoreOptions) => {
      const key = await withServer(context, options, (server) => server.revokeKey(id, { signal: context.signal }));
      print(context, options, {
        value: key,
        lines: () => [`The key "${oneLine(key.name)}" (${key.id}) is revoked.`],
      });
    });
}

const NAMES = ["id", "permission", "collections", "labels", "created", "revoked", "name"];

function renderKeys(keys: readonly AccessKey[], output: Output): readonly string[] {
  if (keys.length === 0) return ["There are no keys yet. `lydian keys add NAME` creates one."];
  const rows = keys.map(({ id, name, permission, collections, scope, createdAt, revokedAt }) => [
    id,
    permission,
    collections?.join(", ") ?? "all",
    scope.kind === "everything" ? "all" : oneLine(scope.labels.join(", ")),
    createdAt.slice(0, 10),
    revokedAt?.slice(0, 10) ?? "",
    oneLine(name),
  ]);
  return renderColumns(
    NAMES.map((name) => ({ name })),
    rows,
    output,
  );
}
