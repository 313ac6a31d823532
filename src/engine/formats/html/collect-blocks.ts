import type { Element } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { collapseSpace } from "./read-inline-text.ts";
import type { RenderedTable } from "./render-html-table.ts";

export interface Block {
  readonly kind: Element["kind"];
  /** Text of the block in NFC, never blank, without blank lines at either end. */
  readonly text: string;
  readonly level: number | undefined;
  /** Length of a table's header at the start of the text, in UTF-16 code units. */
  readonly headerLength: number;
  readonly anchor: string | undefined;
}

/** Collects the parts of a page in reading order, and joins them to blocks. */
export interface BlockCollector {
  addText(text: string): void;
  addBreak(): void;
  addCode(text: string): void;
  addTable(table: RenderedTable): void;
  enterList(isNumbered: boolean, start: number): void;
  enterItem(): void;
  leaveList(): void;
  enterQuote(): void;
  leaveQuote(): void;
  /** Notes an id of the page. The last id before a block becomes the block's anchor. */
  passAnchor(id: string | null): void;
  /** Ends the running text, which is a heading if it has a level. */
  endBlock(level?: number): void;
  finish(): readonly Block[];
}

interface List {
  readonly isNumbered: boolean;
  next: number;
}

const LINE_BREAK = "\u0000";
/** Ids that Readability adds to the page. */
const FOREIGN_ID = /^readability-(page|content)/;

interface State {
  readonly blocks: Block[];
  readonly lists: List[];
  /** Text of the current block. */
  running: string[];
  /** Lines of the current outermost list. */
  listLines: string[];
  /** Marker of an item that has just begun; empty after its first line. */
  marker: string;
  quotes: number;
  anchor: string | undefined;
}

export function createBlockCollector(): BlockCollector {
  const state: State = { blocks: [], lists: [], running: [], listLines: [], marker: "", quotes: 0, anchor: undefined };
  return {
    addText: (text) => state.running.push(text.replaceAll(LINE_BREAK, "\uFFFD")),
    addBreak: () => state.running.push(LINE_BREAK),
    addCode: (text) => {
      endList(state);
      addBlock(state, { kind: "code", text: normalizeText(text).replace(/^\n+/, "").trimEnd() });
    },
    addTable: ({ lines, headerLines }) => {
      endList(state);
      const headerLength = lines.slice(0, headerLines).join("\n").length;
      addBlock(state, { kind: "table", text: lines.join("\n"), headerLength });
    },
    enterList: (isNumbered, start) => state.lists.push({ isNumbered, next: Number.isInteger(start) ? start : 1 }),
    enterItem: () => {
      const list = state.lists.at(-1);
      state.marker = list?.isNumbered === true ? `${list.next++}. ` : "- ";
    },
    leaveList: () => {
      state.lists.pop();
      if (state.lists.length === 0) endList(state);
    },
    enterQuote: () => state.quotes++,
    leaveQuote: () => state.quotes--,
    passAnchor: (id) => {
      // A list is one block: an id of its second item would not name its start.
      if (id !== null && id !== "" && !FOREIGN_ID.test(id) && state.listLines.length === 0) state.anchor = id;
    },
    endBlock: (level) => endBlock(state, level),
    finish: () => {
      endBlock(state, undefined);
      endList(state);
      return state.blocks;
    },
  };
}

function addBlock(state: State, block: Pick<Block, "kind" | "text"> & Partial<Block>): void {
  if (block.text.trim() === "") return;
  state.blocks.push({ level: undefined, headerLength: 0, anchor: state.anchor, ...block });
  state.anchor = undefined;
}

function endBlock(state: State, level: number | undefined): void {
  const text = joinLines(state.running);
  state.running = [];
  if (text === "") return;
  if (state.lists.length > 0) addItemLines(state, text);
  else if (level !== undefined) addBlock(state, { kind: "heading", text, level });
  else addBlock(state, { kind: state.quotes > 0 ? "quote" : "paragraph", text });
}

/** Adds an item: its first line after its marker, the others indented below. */
function addItemLines(state: State, text: string): void {
  const indent = "  ".repeat(state.lists.length - 1);
  const hanging = indent + " ".repeat(state.marker === "" ? 2 : state.marker.length);
  const [first = "", ...rest] = text.split("\n");
  state.listLines.push((state.marker === "" ? hanging : indent + state.marker) + first);
  for (const line of rest) state.listLines.push(hanging + line);
  state.marker = "";
}

function endList(state: State): void {
  addBlock(state, { kind: "list", text: state.listLines.join("\n") });
  state.listLines = [];
}

function joinLines(pieces: readonly string[]): string {
  const lines = pieces.join("").split(LINE_BREAK).map(collapseSpace);
  return normalizeText(lines.filter((line) => line !== "").join("\n"));
}
