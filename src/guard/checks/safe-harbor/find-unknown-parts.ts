import type { Span } from "../../../core/index.ts";
import { createTakenPlaces } from "../../../engine/text/index.ts";
import { type Gazetteers, isCommonWord, isNameOrPlace } from "../../matching/personal-data/sequence/gazetteers.ts";
import { splitTokens } from "../../matching/personal-data/sequence/split-tokens.ts";

/** Common English words of up to three letters, which the general vocabulary does not list. */
const shortWords = new Set(
  "a i an as at am be by do go he hi if in is it me my no of oh ok on or so to up us we act add age ago aid air all and any are arm art ask bad bag bed big bit box boy but buy can car cut day did die due ear eat egg end eye far few fit flu for fun gas get got gun had has her him his hip hit hot how ice ill its job key kid lab law leg let lie lot low man may men met mid mix mrs new nor not now odd off oil old one our out own pay per put ran raw red rib run sad saw say sea see set sex she sit six skin son sum sun ten the tie tip toe too top try two use via war was way wet who why win won yes yet you cm dl ft kg km lb mg ml mm oz st bp hr iv ct mri ecg icu er hiv".split(
    " ",
  ),
);
/** Longer numbers may identify someone. */
const MAX_DIGITS = 3;

/** A part of a text that may not stay. */
export interface UnknownPart {
  readonly start: number;
  readonly end: number;
  readonly type: "WORD" | "NUMBER";
}

/**
 * Returns the words and numbers of a text that are not general vocabulary, or that may also be names. Marks may stay.
 *
 * @param decided  places that are decided otherwise, without overlaps
 */
export function findUnknownParts(
  text: string,
  decided: readonly Span[],
  gazetteers: Gazetteers,
): readonly UnknownPart[] {
  const { texts, starts } = splitTokens(text);
  const classes = gazetteers.classesOf(texts);
  const places = createTakenPlaces(text.length);
  for (const place of decided) places.take(place);
  return texts.flatMap((token, index) => {
    const start = starts[index] ?? 0;
    const span = { start, end: start + token.length };
    const type = unknownType(token, classes[index] ?? 0);
    return type === undefined || places.overlaps(span) ? [] : [{ ...span, type }];
  });
}

function unknownType(token: string, classes: number): UnknownPart["type"] | undefined {
  if (/^\p{Nd}/u.test(token)) return token.length > MAX_DIGITS ? "NUMBER" : undefined;
  return /^\p{L}/u.test(token) && !mayStay(token, classes) ? "WORD" : undefined;
}

const mayStay = (token: string, classes: number): boolean =>
  shortWords.has(token.toLowerCase()) || (isCommonWord(classes) && !isNameOrPlace(classes));
