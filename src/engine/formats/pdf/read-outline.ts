import { append } from "../../../core/index.ts";
import type { PdfDocument } from "./open-pdf.ts";

/** An entry of a document's outline. */
export interface OutlineEntry {
  readonly title: string;
  /** Level of the entry, from 1. */
  readonly level: number;
  /** Number of the entry's page, from 1. */
  readonly page: number;
}

type Node = Awaited<ReturnType<PdfDocument["getOutline"]>>[number];
type Destination = Parameters<PdfDocument["getPageIndex"]>[0];

/** Maximum number of entries. A generated outline can have one for every line; headings are far fewer. */
const MAX_ENTRIES = 2000;

/** Reads the document's outline, without entries that lead to no page; empty if there is none, or if it is broken. */
export async function readOutline(pdf: PdfDocument): Promise<readonly OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  try {
    const stack = [...((await pdf.getOutline()) ?? [])].map((node: Node) => ({ node, level: 1 })).toReversed();
    for (let next = stack.pop(); next !== undefined && entries.length < MAX_ENTRIES; next = stack.pop()) {
      const { node, level } = next;
      const page = await findPage(pdf, node.dest).catch(
        // An entry that leads nowhere is skipped.
        () => undefined,
      );
      if (page !== undefined) entries.push({ title: node.title, level, page });
      const children: readonly Node[] = node.items;
      append(stack, children.map((child) => ({ node: child, level: level + 1 })).toReversed());
    }
  } catch {
    // If the outline is broken, the pages are still read.
    return entries;
  }
  return entries;
}

async function findPage(pdf: PdfDocument, destination: Node["dest"]): Promise<number | undefined> {
  const resolved = typeof destination === "string" ? await pdf.getDestination(destination) : destination;
  const target: unknown = resolved?.[0];
  if (typeof target === "number") return target + 1;
  return isReference(target) ? (await pdf.getPageIndex(target)) + 1 : undefined;
}

function isReference(value: unknown): value is Destination {
  return typeof value === "object" && value !== null && "num" in value && "gen" in value;
}
