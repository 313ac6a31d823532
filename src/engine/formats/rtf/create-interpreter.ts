import iconv from "iconv-lite";
import { LoadFailedError } from "../../../core/index.ts";
import { codePageOf, encodingOf } from "./read-encodings.ts";
import type { RtfControl, RtfToken } from "./read-rtf-tokens.ts";

/** Destination of a group's text: `body`, a note, a field of the document's information, or nowhere. */
export type Destination =
  | "body"
  | "footnote"
  | "comment"
  | "author"
  | "marker"
  | "fonts"
  | "styles"
  | "info"
  | "skipped";

export interface GroupState {
  readonly destination: Destination;
  /** Number of fallback characters that follow a `\u` for old programs. */
  readonly fallbackCharacters: number;
  readonly font: number;
  readonly isHidden: boolean;
}

/** Receives decoded text and control words, in the order of the file. */
export interface RtfListener {
  text(text: string, state: GroupState): void;
  control(word: string, value: number | undefined, state: GroupState): void;
  /** Called when a group with its own destination ends. */
  leave(state: GroupState): void;
}

const ROOT: GroupState = { destination: "body", fallbackCharacters: 1, font: -1, isHidden: false };
const MAX_DEPTH = 10_000;
const DESTINATIONS: ReadonlyMap<string, Destination> = new Map(
  Object.entries<Destination>({
    footnote: "footnote",
    annotation: "comment",
    atnauthor: "author",
    listtext: "marker",
    pntext: "marker",
    fonttbl: "fonts",
    stylesheet: "styles",
    info: "info",
    // Text boxes lie in drawings: the box is read, the rest of the drawing is not.
    shptxt: "body",
    moMath: "body",
    shpinst: "skipped",
  }),
);
const SKIPPED = new Set(
  "colortbl pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc aftnsep fldinst xe tc nonshppict sp themedata listtable revtbl generator".split(
    " ",
  ),
);
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    tab: " ",
    emdash: "—",
    endash: "–",
    lquote: "‘",
    rquote: "’",
    ldblquote: "“",
    rdblquote: "”",
    bullet: "•",
    emspace: " ",
    enspace: " ",
    qmspace: " ",
    "~": "\u00A0",
    _: "-",
    "\\": "\\",
    "{": "{",
    "}": "}",
  }),
);

interface State {
  readonly stack: GroupState[];
  readonly fonts: Map<number, number>;
  group: GroupState;
  codePage: number;
  /** Bytes that are not decoded yet, since a character may come in several tokens. */
  pending: string;
  /** Number of fallback characters that are still to be skipped. */
  toSkip: number;
  isStarred: boolean;
}

export interface RtfInterpreter {
  take(token: RtfToken): void;
  finish(): void;
}

/** Creates an interpreter of groups, fonts and encodings, so that a listener sees text and control words only. */
export function createInterpreter(listener: RtfListener): RtfInterpreter {
  const state: State = {
    stack: [],
    fonts: new Map(),
    group: ROOT,
    codePage: 1252,
    pending: "",
    toSkip: 0,
    isStarred: false,
  };
  return {
    take(token) {
      if (token.kind === "bytes") takeBytes(token.bytes, state);
      else if (token.kind === "control") takeControl(token, state, listener);
      else if (token.kind === "close") closeGroup(state, listener);
      else openGroup(state, listener);
    },
    finish: () => flush(state, listener),
  };
}

function flush(state: State, listener: RtfListener): void {
  const { pending, fonts, group, codePage } = state;
  if (pending === "") return;
  state.pending = "";
  const encoding = encodingOf(fonts.get(group.font) ?? codePage);
  const supported = iconv.encodingExists(encoding) ? encoding : "cp1252";
  listener.text(iconv.decode(Buffer.from(pending, "latin1"), supported), group);
}

function takeBytes(bytes: string, state: State): void {
  const skipped = Math.min(state.toSkip, bytes.length);
  state.toSkip -= skipped;
  if (state.group.destination !== "skipped") state.pending += bytes.slice(skipped);
}

function takeControl({ word, value }: RtfControl, state: State, listener: RtfListener): void {
  const sign = SIGNS.get(word);
  // A control word counts as one fallback character.
  if (state.toSkip > 0 && sign !== undefined) {
    state.toSkip--;
    return;
  }
  flush(state, listener);
  if (word === "u") {
    listener.text(String.fromCharCode((value ?? 0xfffd) & 0xffff), state.group);
    state.toSkip = state.group.fallbackCharacters;
  } else if (sign !== undefined) listener.text(sign, state.group);
  else {
    applyControl(word, value, state);
    listener.control(word, value, state.group);
  }
}

function applyControl(word: string, value: number | undefined, state: State): void {
  if (word === "*") {
    state.isStarred = true;
    return;
  }
  applyEncoding(word, value, state);
  state.group = { ...formatGroup(word, value, state.group), destination: destinationOf(word, state) };
  state.isStarred = false;
}

/** Applies a control word that says how bytes are decoded: in the whole file, or in one font. */
function applyEncoding(word: string, value: number | undefined, state: State): void {
  if (word === "ansicpg") state.codePage = value ?? state.codePage;
  else if (word === "mac") state.codePage = 10000;
  else if (word === "fcharset" && state.group.destination === "fonts") {
    const codePage = codePageOf(value ?? 1);
    if (codePage !== undefined) state.fonts.set(state.group.font, codePage);
  }
}

/** Returns the group with the format that a control word gives it. */
function formatGroup(word: string, value: number | undefined, group: GroupState): GroupState {
  if (word === "uc") return { ...group, fallbackCharacters: Math.max(0, value ?? 1) };
  if (word === "f" || word === "deff") return { ...group, font: value ?? -1 };
  if (word === "v" || word === "deleted") return { ...group, isHidden: value !== 0 };
  return word === "plain" ? { ...group, isHidden: false } : group;
}

function destinationOf(word: string, { group, isStarred }: State): Destination {
  const destination = DESTINATIONS.get(word);
  if (SKIPPED.has(word) || (isStarred && destination === undefined)) return "skipped";
  const isOpen = group.destination !== "skipped" || word === "shptxt";
  return destination !== undefined && isOpen ? destination : group.destination;
}

function openGroup(state: State, listener: RtfListener): void {
  flush(state, listener);
  state.toSkip = 0;
  if (state.stack.length >= MAX_DEPTH) throw tooDeep();
  state.stack.push(state.group);
}

function closeGroup(state: State, listener: RtfListener): void {
  flush(state, listener);
  state.toSkip = 0;
  const left = state.group;
  state.group = state.stack.pop() ?? ROOT;
  if (left.destination !== state.group.destination) listener.leave(left);
}

function tooDeep(): LoadFailedError {
  return new LoadFailedError(`The RTF nests deeper than ${MAX_DEPTH} groups.`, {
    hint: "Open it in a word processor, save it again, and add the new file.",
  });
}
