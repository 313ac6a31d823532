import { dirname, join } from "node:path";
import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

/** The files that each file imports or exports again: at run time, at its first use (`import()`), or for types only. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export function importGraph(files: readonly SourceFile[]): ImportGraph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map(({ path, text }) => {
      const targets = specifiersOf(path, text).map((specifier) => join(dirname(path), specifier));
      return [path, [...new Set(targets)].filter((target) => known.has(target))];
    }),
  );
}

/** Joins the files of a graph to larger nodes, such as folders. Leaves out the imports within a node. */
export function joinedGraph(graph: ImportGraph, nodeOf: (path: string) => string): ImportGraph {
  const joined = new Map<string, Set<string>>();
  for (const [path, targets] of graph) {
    const node = nodeOf(path);
    const neighbours = joined.get(node) ?? new Set();
    joined.set(node, neighbours);
    for (const target of targets) if (nodeOf(target) !== node) neighbours.add(nodeOf(target));
  }
  return new Map([...joined].map(([node, neighbours]) => [node, [...neighbours]]));
}

/** Returns the nodes on a circle, and those on a way from one circle to another, sorted. */
export function nodesInCircles(graph: ImportGraph): readonly string[] {
  let rest = new Set(graph.keys());
  for (;;) {
    const imported = new Set([...rest].flatMap((node) => graph.get(node) ?? []));
    const isTied = (node: string) => imported.has(node) && graph.get(node)?.some((target) => rest.has(target));
    const tied = new Set([...rest].filter(isTied));
    if (tied.size === rest.size) return [...tied].sort();
    rest = tied;
  }
}

function specifiersOf(path: string, text: string): readonly string[] {
  const specifiers: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier?.startsWith(".") === true) specifiers.push(specifier);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023));
  return specifiers;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return textOf(node.arguments[0]);
  return undefined;
}

const textOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;
