import { z } from "zod";
import type { TrustedPart, TrustMarks } from "../../core/index.ts";
import type { Connection } from "./connection.ts";

/** A row that counts only with its mark, if marks are required. */
export interface MarkedRow extends TrustedPart {
  /** Identity among the rows of its kind. */
  readonly id: string;
  /** Values that the mark covers. */
  readonly content: readonly (string | number | null)[];
}

/** Marks that are stored beside the rows. The functions run in the transaction of the caller. */
export interface MarkTable {
  /** Returns whether the row counts. */
  counts(row: MarkedRow): boolean;
  add(row: MarkedRow): void;
  remove(row: Pick<MarkedRow, "kind" | "id">): void;
  /** Removes all marks. Returns their number. */
  clear(): number;
}

const markRow = z.object({ mark: z.string() });

/** Opens the table of marks in `state.db`. */
export function openMarkTable(connection: Connection, marks: TrustMarks): MarkTable {
  const markOf = ({ kind, id, content }: MarkedRow) => marks.markOf(JSON.stringify([kind, id, ...content]));
  return {
    counts(row) {
      if (!marks.areRequired) return true;
      const { kind, id } = row;
      const stored = connection.get(markRow, "SELECT mark FROM marks WHERE kind = @kind AND id = @id", { kind, id });
      return stored !== undefined && stored.mark === markOf(row);
    },
    add(row) {
      const mark = markOf(row);
      if (mark === undefined) return;
      const { kind, id } = row;
      connection.run("INSERT OR REPLACE INTO marks (kind, id, mark) VALUES (@kind, @id, @mark)", { kind, id, mark });
    },
    remove: ({ kind, id }) => void connection.run("DELETE FROM marks WHERE kind = @kind AND id = @id", { kind, id }),
    clear: () => connection.run("DELETE FROM marks").changes,
  };
}
