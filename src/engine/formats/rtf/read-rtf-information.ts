import type { Metadata } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import type { RtfListener } from "./create-interpreter.ts";

const FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    title: "title",
    author: "author",
    subject: "subject",
    keywords: "keywords",
    category: "category",
    company: "company",
    doccomm: "description",
  }),
);
const DATES: ReadonlyMap<string, string> = new Map(Object.entries<string>({ creatim: "date", revtim: "modified" }));
const DATE_PARTS = ["yr", "mo", "dy", "hr", "min", "sec"];

export interface RtfInformation {
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

export interface InformationReader extends Pick<RtfListener, "text" | "control"> {
  finish(): RtfInformation;
}

/** Creates a reader of the group with information about the document. */
export function createInformationReader(): InformationReader {
  const texts = new Map<string, string>();
  const dates = new Map<string, Map<string, number>>();
  let field: string | undefined;
  let date: Map<string, number> | undefined;
  return {
    text(text) {
      if (field !== undefined) texts.set(field, (texts.get(field) ?? "") + text);
    },
    control(word, value) {
      if (DATE_PARTS.includes(word)) {
        date?.set(word, value ?? 0);
        return;
      }
      field = FIELDS.get(word);
      const name = DATES.get(word);
      date = name === undefined ? undefined : new Map();
      if (name !== undefined && date !== undefined) dates.set(name, date);
    },
    finish() {
      const fields = [...texts].map(([name, text]): [string, string] => [name, normalizeText(text).trim()]);
      const times = [...dates].map(([name, parts]): [string, string] => [name, toIsoDate(parts)]);
      const { title, ...metadata } = Object.fromEntries([...fields, ...times].filter(([, text]) => text !== ""));
      return { title, metadata };
    },
  };
}

/** Converts a time, taken as UTC, since RTF has no time zones. */
function toIsoDate(parts: ReadonlyMap<string, number>): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = DATE_PARTS.map((part) => parts.get(part));
  if (year < 1900 || year > 9999) return "";
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
