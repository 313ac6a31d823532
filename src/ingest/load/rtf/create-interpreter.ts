import iconv from "iconv-lite";
import { LoadFailedError } from "../../../core/index.ts";
import { codePageOf, encodingOf } from "./read-encodings.ts";
import type { RtfToken } from "./read-tokens.ts";

/** Where the text of a group goes: `body`, a note, a field of the document's information, or nowhere. */
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
  /** How many characters stand for a `\u` in old programs. */
  readonly fallbackCharacters: number;
  readonly font: number;
  readonly isHidden: boolean;
}

/** What an interpreter tells; text is decoded, and comes before the control word that follows it. */
export interface RtfListener {
  text(text: string, state: GroupState): void;
  control(word: string, value: number | undefined, state: GroupState): void;
  /** A group of a destination of its own ends. */
  leave(state: GroupState): void;
}

const ROOT: GroupState = { destination: "body", fallbackCharacters: 1, font: -1, isHidden: false };
const MOST_DEPTH = 10_000;
const DESTINATIONS: Readonly<Record<string, Destination>> = {
  footnote: "footnote",
  annotation: "comment",
  atnauthor: "author",
  listtext: "marker",
  pntext: "marker",
  fonttbl: "fonts",
  stylesheet: "styles",
  info: "info",
  // Text boxes lie in drawings: of the drawing nothing is read, of the box all.
  shptxt: "body",
  moMath: "body",
  shpinst: "skipped",
};
const SKIPPED = new Set(
  "colortbl pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc aftnsep fldinst xe tc nonshppict sp themedata listtable revtbl generator".split(
    " ",
  ),
);
const SIGNS: Readonly<Record<string, string>> = {
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
};

/** Follows the groups, fonts and encodings of RTF, so that a listener sees text and control words only. */
export function createInterpreter(listener: RtfListener): { take(token: RtfToken): void; finish(): void } {
  const stack: GroupState[] = [];
  const fonts = new Map<number, number>();
  let state = ROOT;
  let codePage = 1252;
  let pending = "";
  let toSkip = 0;
  let isStarred = false;
  const flush = (): void => {
    if (pending === "") return;
    const raw = pending;
    pending = "";
    const encoding = encodingOf(fonts.get(state.font) ?? codePage);
    listener.text(
      iconv.decode(Buffer.from(raw, "latin1"), iconv.encodingExists(encoding) ? encoding : "cp1252"),
      state,
    );
  };
  const enter = (word: string): void => {
    const known = DESTINATIONS[word];
    if (SKIPPED.has(word) || (isStarred && known === undefined)) state = { ...state, destination: "skipped" };
    else if (known !== undefined && (state.destination !== "skipped" || word === "shptxt")) {
      state = { ...state, destination: known };
    }
  };
  const control = (word: string, value: number | undefined): void => {
    if (word === "*") isStarred = true;
    else if (word === "ansicpg") codePage = value ?? codePage;
    else if (word === "mac") codePage = 10000;
    else if (word === "uc") state = { ...state, fallbackCharacters: value ?? 1 };
    else if (word === "f" || word === "deff") state = { ...state, font: value ?? -1 };
    else if (word === "fcharset") setFont(value ?? 1);
    else if (word === "v" || word === "deleted") state = { ...state, isHidden: value !== 0 };
    else if (word === "plain") state = { ...state, isHidden: false };
    if (word !== "*") {
      enter(word);
      isStarred = false;
    }
  };
  const setFont = (characterSet: number): void => {
    const page = codePageOf(characterSet);
    if (state.destination === "fonts" && page !== undefined) fonts.set(state.font, page);
  };
  const takeText = (bytes: string): void => {
    const skipped = Math.min(toSkip, bytes.length);
    toSkip -= skipped;
    if (state.destination !== "skipped") pending += bytes.slice(skipped);
  };
  const takeControl = (word: string, value: number | undefined): void => {
    const sign = SIGNS[word];
    // A control word in place of the fallback character counts as one.
    if (toSkip > 0 && sign !== undefined) toSkip--;
    else if (word === "u") {
      flush();
      listener.text(String.fromCharCode((value ?? 0xfffd) & 0xffff), state);
      toSkip = state.fallbackCharacters;
    } else {
      flush();
      control(word, value);
      if (sign === undefined) listener.control(word, value, state);
      else listener.text(sign, state);
    }
  };
  const close = (): void => {
    flush();
    toSkip = 0;
    const left = state;
    state = stack.pop() ?? ROOT;
    if (left.destination !== state.destination) listener.leave(left);
  };
  return {
    take(token) {
      if (token.kind === "bytes") takeText(token.bytes);
      else if (token.kind === "control") takeControl(token.word, token.value);
      else if (token.kind === "close") close();
      else {
        flush();
        toSkip = 0;
        if (stack.length >= MOST_DEPTH) throw tooDeep();
        stack.push(state);
      }
    },
    finish: flush,
  };
}

function tooDeep(): LoadFailedError {
  return new LoadFailedError(`The RTF nests deeper than ${MOST_DEPTH} groups.`, {
    hint: "Open it in a word processor, save it again, and add that.",
  });
}
