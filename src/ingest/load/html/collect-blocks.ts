import type { Element } from "../../../core/index.ts";
import { normalizeText } from "../../../text/index.ts";
import { collapseSpace } from "./read-inline-text.ts";
import type { RenderedTable } from "./render-table.ts";

export interface Block {
  readonly kind: Element["kind"];
  /** NFC, never blank, without blank lines at either end. */
  readonly text: string;
  readonly level: number | undefined;
  /** UTF-16 code units of a table's header at the start of the text. */
  readonly headerLength: number;
  readonly anchor: string | undefined;
}

/** Takes the parts of a page in reading order and makes blocks of them. */
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
  /** An id of the page; the last one before a block is the block's. */
  passAnchor(id: string | null): void;
  /** Ends the running text; with a level it was a heading. */
  endBlock(level?: number): void;
  finish(): readonly Block[];
}

interface List {
  readonly isNumbered: boolean;
  next: number;
}

const LINE_BREAK = "\u0000";
/** Ids that Readability puts in, and that the page does not have. */
const FOREIGN_ID = /^readability-(page|content)/;

export function createBlockCollector(): BlockCollector {
  const blocks: Block[] = [];
  const lists: List[] = [];
  let running: string[] = [];
  let listLines: string[] = [];
  let marker = "";
  let quotes = 0;
  let anchor: string | undefined;

  const add = (kind: Element["kind"], text: string, more: { level?: number; headerLength?: number } = {}) => {
    if (text.trim() === "") return;
    blocks.push({ kind, text, level: more.level, headerLength: more.headerLength ?? 0, anchor });
    anchor = undefined;
  };
  const endBlock = (level?: number) => {
    const text = joinLines(running);
    running = [];
    if (text === "") return;
    if (lists.length === 0) {
      const kind = quotes > 0 ? "quote" : "paragraph";
      add(level === undefined ? kind : "heading", text, level === undefined ? {} : { level });
      return;
    }
    const indent = "  ".repeat(lists.length - 1);
    const hanging = indent + " ".repeat(marker === "" ? 2 : marker.length);
    const [first = "", ...rest] = text.split("\n");
    listLines.push((marker === "" ? hanging : indent + marker) + first, ...rest.map((line) => hanging + line));
    marker = "";
  };
  const endList = () => {
    add("list", listLines.join("\n"));
    listLines = [];
  };
  return {
    addText: (text) => running.push(text.replaceAll(LINE_BREAK, "\uFFFD")),
    addBreak: () => running.push(LINE_BREAK),
    addCode: (text) => {
      endList();
      add("code", normalizeText(text).replace(/^\n+/, "").trimEnd());
    },
    addTable: ({ lines, headerLines }) => {
      endList();
      add("table", lines.join("\n"), { headerLength: lines.slice(0, headerLines).join("\n").length });
    },
    enterList: (isNumbered, start) => lists.push({ isNumbered, next: Number.isInteger(start) ? start : 1 }),
    enterItem: () => {
      const list = lists.at(-1);
      marker = list?.isNumbered === true ? `${list.next++}. ` : "- ";
    },
    leaveList: () => {
      lists.pop();
      if (lists.length === 0) endList();
    },
    enterQuote: () => quotes++,
    leaveQuote: () => quotes--,
    passAnchor: (id) => {
      if (id !== null && id !== "" && !FOREIGN_ID.test(id)) anchor = id;
    },
    endBlock,
    finish: () => {
      endBlock();
      endList();
      return blocks;
    },
  };
}

function joinLines(pieces: readonly string[]): string {
  const lines = pieces.join("").split(LINE_BREAK).map(collapseSpace);
  return normalizeText(lines.filter((line) => line !== "").join("\n"));
}
