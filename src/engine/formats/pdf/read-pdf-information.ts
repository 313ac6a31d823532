import type { Metadata } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { PdfDocument } from "./open-pdf.ts";

export interface PdfInformation {
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

const DATE = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z|[+-]\d{2})'?(\d{2})?'?)?/;
/**
 * Titles that programs write, and that no person chose: file names, "Microsoft Word - x", "(anonymous)", names of
 * copies such as "Terms (1)", and titles without any word, such as the number of a filing.
 */
const NO_TITLE =
  /^(\(?(untitled|anonymous|unnamed|unspecified|unknown|no title|title)\)?|untitled.{0,1000}|(new )?document ?\d{0,4}|printmgr file|microsoft (word|powerpoint|excel) - .{0,1000}|.{0,1000}\.(docx?|pptx?|xlsx?|pdf|indd|tex|dvi|qxd|rtf|html?)|.{0,1000}\(\d{1,3}\)|[^\p{L}]{0,1000})$/iu;
/** Reference number of a document store within a title, such as "4124-8263-9438". */
const REFERENCE_NUMBER = /\b\d{4}-\d{4}-\d{4}\b/;

/** Reads title, author, subject, keywords, language and dates from the document's information dictionary. */
export async function readInformation(pdf: PdfDocument): Promise<PdfInformation> {
  const information = await pdf.getMetadata().then(
    ({ info }): object => info,
    // If the metadata is broken, the pages are still read.
    (): object => ({}),
  );
  const values = new Map<string, unknown>(Object.entries(information));
  const read = (name: string) => {
    const value = values.get(name);
    return typeof value === "string" ? normalizeText(value).trim() : "";
  };
  const entries: readonly (readonly [string, string])[] = [
    ["author", read("Author")],
    ["subject", read("Subject")],
    ["keywords", read("Keywords")],
    ["language", read("Language")],
    ["date", toIsoDate(read("CreationDate"))],
    ["modified", toIsoDate(read("ModDate"))],
  ];
  const title = read("Title");
  return {
    title: isTitle(title) ? title : undefined,
    metadata: Object.fromEntries(entries.filter(([, value]) => value !== "")),
  };
}

function isTitle(title: string): boolean {
  return !NO_TITLE.test(title) && !REFERENCE_NUMBER.test(title);
}

/** Converts a time such as `D:20240501093000+02'00'` to UTC; a day stays a day. Anything else gives an empty text. */
function toIsoDate(value: string): string {
  const match = DATE.exec(value);
  if (match === null) return "";
  const [, year, month = "01", day = "01", hour, minute = "00", second = "00", zone = "Z", zoneMinutes = "00"] = match;
  const offset = zone === "Z" ? "Z" : `${zone}:${zoneMinutes}`;
  const time = new Date(
    `${year}-${month}-${day}T${hour ?? "00"}:${minute}:${second}${hour === undefined ? "Z" : offset}`,
  );
  if (Number.isNaN(time.getTime())) return "";
  return hour === undefined ? time.toISOString().slice(0, 10) : time.toISOString();
}
