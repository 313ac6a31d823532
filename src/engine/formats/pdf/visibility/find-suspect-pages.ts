import { indexObjects, type ObjectDefinition, type ObjectIndex } from "./index-objects.ts";
import { type ContentScan, scanContent } from "./scan-content.ts";

/** Tells of a page, by the number of its object, whether a closer look for hidden text is worth its time. */
export type IsSuspect = (page: number | undefined) => boolean;

const REFERENCE = /(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R/g;
const CONTENTS = /\/Contents\s{0,9}(?:(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R|\[([^[\]]{0,100000})\])/;
const OPACITY = /^\/ca\s{0,9}(?:(-?[\d.]{1,12})(?![\d.]|\s{1,9}\d{1,5}\s{1,9}R)|\d{1,10}\s{1,9}\d)/i;
/** Opacity at which text may be invisible. It is above that of hidden text. */
const MAX_OPACITY = 0.1;
/** Colour spaces in which a single number may be an amount of ink. */
const TINT_SPACES = ["/Separation", "/DeviceN", "/Indexed", "/Lab"];

/**
 * Finds the pages of a PDF that may have hidden text, by a quick look at the bytes of its content streams. The drawing
 * of a page is only known after PDF.js prepared it, which takes as long as reading its text.
 *
 * Where the quick look cannot read a page, the page counts as suspect: an encrypted file, a
 * rare filter, an unclear length.
 */
export function findSuspectPages(file: Uint8Array): IsSuspect {
  const objects = indexObjects(file);
  if (!isEmpty(objects.textsAt("/Encrypt"))) return () => true;
  const hasTints = TINT_SPACES.some((word) => !isEmpty(objects.textsAt(word)));
  const isTransparent = hasLowOpacity(objects);
  const scan = (definition: ObjectDefinition) => {
    const content = objects.decode(definition);
    return content === undefined ? undefined : scanContent(content, hasTints);
  };
  const isSuspectScan = (result: ContentScan | undefined) =>
    result === undefined || result.isSuspect || (isTransparent && result.usesGraphicsState);
  const forms = Array.from(objects.numbersWith("/Form"), (number) => objects.definitionsOf(number))
    .flat()
    .filter(({ streamStart }) => streamStart !== undefined)
    .map(scan);
  const hasSuspectForm = forms.some(isSuspectScan);
  const hasFormWithText = forms.some((form) => form === undefined || form.showsText);

  return (page) => {
    const content = page === undefined ? undefined : readContents(objects, page);
    if (content === undefined) return true;
    const result = scanContent(content, hasTints);
    return (
      isSuspectScan(result) ||
      (hasSuspectForm && result.drawsObjects) ||
      (hasFormWithText && result.handsOnSuspectState)
    );
  };
}

function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false;
  return true;
}

function hasLowOpacity(objects: ObjectIndex): boolean {
  for (const word of ["/ca", "/CA"]) {
    for (const text of objects.textsAt(word)) {
      const match = OPACITY.exec(text);
      if (match !== null && (match[1] === undefined || Number(match[1]) <= MAX_OPACITY)) return true;
    }
  }
  return false;
}

/** Reads the content of a page, of all its definitions one after the other. Returns undefined if one cannot be read. */
function readContents(objects: ObjectIndex, page: number): Uint8Array | undefined {
  const definitions = objects.definitionsOf(page);
  if (definitions.length === 0) return undefined;
  const parts: Uint8Array[] = [];
  for (const { text } of definitions) {
    const streams = findStreams(objects, text);
    if (streams === undefined) return undefined;
    for (const stream of streams) {
      const bytes = objects.decode(stream);
      if (bytes === undefined) return undefined;
      parts.push(bytes, Buffer.from("\n"));
    }
  }
  return Buffer.concat(parts);
}

/** Finds the streams that a page names as its content: one, or an array of them, which may be a separate object. */
function findStreams(objects: ObjectIndex, page: string): readonly ObjectDefinition[] | undefined {
  const [, single, list] = CONTENTS.exec(page) ?? [];
  const numbers = single === undefined ? referencesIn(list ?? "") : [Number(single)];
  if (single === undefined && list === undefined) return undefined;
  const found = numbers.flatMap((number) => objects.definitionsOf(number));
  const streams = found.flatMap((definition) =>
    definition.streamStart === undefined
      ? referencesIn(definition.text).flatMap((number) => objects.definitionsOf(number))
      : [definition],
  );
  return found.length < numbers.length || streams.some(({ streamStart }) => streamStart === undefined)
    ? undefined
    : streams;
}

function referencesIn(text: string): readonly number[] {
  return Array.from(text.matchAll(REFERENCE), ([, number]) => Number(number));
}
