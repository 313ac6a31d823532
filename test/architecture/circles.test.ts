import { describe, expect, it } from "vitest";
import { importGraph, joinedGraph, nodesInCircles } from "./import-graph.ts";
import { sourceFiles } from "./source-files.ts";

const files = sourceFiles(["src"], [".ts"]).filter(({ path }) => !/\.(test|as)\.ts$/.test(path));
const graph = importGraph(files);

/** The top room of a file: `src/core/answer.ts` lies in `core`. */
const roomOf = (path: string) => path.split("/")[1] ?? "";

// dependency-cruiser forbids circles at run time. These tests count imports of types and `import()`, too.
describe("imports, also of types and at first use", () => {
  it("form no circle of top rooms", () => {
    expect(nodesInCircles(joinedGraph(graph, roomOf))).toEqual([]);
  });

  it("form no circle of files", () => {
    expect(nodesInCircles(graph)).toEqual([]);
  });

  it("form no circle of parts of the library", () => {
    const library = new Map([...graph].filter(([path]) => path.startsWith("src/library/")));
    const partOf = (path: string) => path.split("/").slice(0, 3).join("/");
    expect(nodesInCircles(joinedGraph(library, partOf))).toEqual([]);
  });

  it.each([
    ["of types", 'import type { A } from "../planted-b/b.ts";'],
    ["at first use", 'const load = () => import("../planted-b/b.ts");'],
    ["in a type", 'type A = import("../planted-b/b.ts").A;'],
    ["that are exported again", 'export type { A } from "../planted-b/b.ts";'],
  ])("are refused if planted imports %s form a circle", (_, text) => {
    const planted = importGraph([
      ...files.slice(0, 10),
      { path: "src/planted-a/a.ts", text },
      { path: "src/planted-b/b.ts", text: 'export * from "../planted-a/a.ts";' },
    ]);
    expect(nodesInCircles(planted)).toEqual(["src/planted-a/a.ts", "src/planted-b/b.ts"]);
    expect(nodesInCircles(joinedGraph(planted, roomOf))).toEqual(["planted-a", "planted-b"]);
  });
});
