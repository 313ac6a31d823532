import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { InlinePiece, Look } from "./inline-piece.ts";

type Tree = ReturnType<typeof fromMarkdown>;
type Nodes = Tree | Tree["children"][number];

/** Prefix that stops the parser from reading the text as a list, heading or other block. */
const BEFORE = "x ";
const looks: Partial<Readonly<Record<Nodes["type"], Look>>> = {
  strong: "strong",
  emphasis: "emphasis",
  delete: "deleted",
  link: "link",
  linkReference: "link",
};

/**
 * Splits Markdown of a line or paragraph into words with their formatting and signs. Returns all characters, in order.
 * Creates no markup or link; HTML stays plain text.
 */
export function readInline(text: string): readonly InlinePiece[] {
  const tree = fromMarkdown(BEFORE + text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const words: InlinePiece[] = [];
  collect(tree, { words, text, worn: [] });
  return withSigns(text, words);
}

interface Collecting {
  readonly words: InlinePiece[];
  readonly text: string;
  readonly worn: readonly Look[];
}

function collect(node: Nodes, collecting: Collecting): void {
  const { words, text, worn } = collecting;
  if ("children" in node) {
    const look = looks[node.type];
    const inner = look === undefined ? worn : [...worn, look];
    for (const child of node.children) collect(child, { words, text, worn: inner });
  } else collectLeaf(node, collecting);
}

type Leaf = Exclude<Nodes, { readonly children: unknown }>;

/** Adds what a node without children shows. */
function collectLeaf(node: Leaf, collecting: Collecting): void {
  const { words, text, worn } = collecting;
  const start = Math.max(0, (node.position?.start.offset ?? 0) - BEFORE.length);
  const end = (node.position?.end.offset ?? 0) - BEFORE.length;
  if (end <= start || node.type === "break") return;
  const { length } = /^`*/.exec(text.slice(start, end))?.[0] ?? "";
  if (node.type === "inlineCode")
    words.push({ start: start + length, end: end - length, looks: [...worn, "code"], isSign: false });
  else if (node.type === "image" || node.type === "imageReference") addImage(node.alt ?? "", start, collecting);
  else words.push({ start, end, looks: worn, isSign: false });
}

/** Shows a picture as its description; the picture itself is never fetched. */
function addImage(alt: string, start: number, { words, text, worn }: Collecting): void {
  const at = start + "![".length;
  if (alt !== "" && text.startsWith(alt, at))
    words.push({ start: at, end: at + alt.length, looks: [...worn, "emphasis"], isSign: false });
}

/** Adds the markup between words as hidden pieces, including backslashes. */
function withSigns(text: string, words: readonly InlinePiece[]): readonly InlinePiece[] {
  const pieces: InlinePiece[] = [];
  let at = 0;
  const addBetween = (end: number): void => {
    if (end > at) pieces.push({ start: at, end, looks: [], isSign: text.slice(at, end).trim() !== "" });
  };
  for (const word of words) {
    addBetween(word.start);
    pieces.push(...(word.looks.includes("code") ? [word] : cutAtEscapes(text, word)));
    at = word.end;
  }
  addBetween(text.length);
  return pieces;
}

function cutAtEscapes(text: string, { start, end, looks: worn }: InlinePiece): readonly InlinePiece[] {
  const pieces: InlinePiece[] = [];
  let at = start;
  for (const { index } of text.slice(start, end).matchAll(/\\(?=[!-/:-@[-`{-~])/g)) {
    const sign = start + index;
    if (sign < at) continue;
    if (sign > at) pieces.push({ start: at, end: sign, looks: worn, isSign: false });
    pieces.push({ start: sign, end: sign + 1, looks: [], isSign: true });
    at = sign + 1;
  }
  if (at < end) pieces.push({ start: at, end, looks: worn, isSign: false });
  return pieces;
}
