import type { AccessKey } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { Output } from "../terminal.ts";
import { renderTable } from "./render-table.ts";

const NAMES = ["id", "permission", "collections", "labels", "created", "revoked", "name"];

export function renderKeys(keys: readonly AccessKey[], output: Output): readonly string[] {
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
  return renderTable(
    NAMES.map((name) => ({ name })),
    rows,
    output,
  );
}
