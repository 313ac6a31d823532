import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Connection } from "./connection.ts";
import { scanRows } from "./scan-rows.ts";

const schema = z.object({ key: z.number() });

/** Returns a connection that reads these keys in this order, as a damaged file may give them. */
function connectionTo(read: (after: number) => readonly number[]): Connection {
  const all: Connection["all"] = (row, _, parameters) => {
    const { after, limit } = parameters as { readonly after: number; readonly limit: number };
    return read(after)
      .slice(0, limit)
      .map((key) => row.parse({ key }));
  };
  return { all } as Connection;
}

function scan(read: (after: number) => readonly number[]) {
  let gaps = 0;
  const onGap = () => {
    gaps++;
  };
  const keys = [...scanRows(connectionTo(read), { sql: "", schema, onGap })].map(({ key }) => key);
  return { keys, gaps };
}

describe("a scan of a damaged table", () => {
  it("reads every row of a whole table", () => {
    const keys = Array.from({ length: 200 }, (_, at) => at * 3);
    expect(scan((after) => keys.filter((key) => key > after))).toEqual({ keys, gaps: 0 });
  });

  it("ends if a page leads back to rows that were read, and continues after it", () => {
    const read = (after: number) => (after < 400 ? [1, 2, 3] : [500, 501].filter((key) => key > after));
    expect(scan(read)).toEqual({ keys: [1, 2, 3, 500, 501], gaps: 1 });
  });

  it("ends if no row after an unreadable one can be read", () => {
    expect(scan(() => [7])).toEqual({ keys: [7], gaps: 1 });
  });
});
