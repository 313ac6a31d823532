import { type ConflictSide, type Document, decodeAddress, modifiedAtOf } from "../../../core/index.ts";
import { findDates } from "../../text/index.ts";

export type KnownVersion = Required<Pick<ConflictSide, "version" | "versionFrom">>;

type Dated = Pick<Document, "title" | "uri" | "metadata" | "revision">;

/** Keys in order of preference: dates of validity come before dates of writing. */
const DATE_KEYS = [
  "effective",
  "validFrom",
  "valid_from",
  "date",
  "modified",
  "updated",
  "published",
  "created",
  "year",
];
const VERSION_KEYS = ["version", "revision", "edition"];
/** Number of characters of a title or heading in which a version is looked for. */
const MAX_READ = 500;
const VERSION = /\b(?:v|version|revision|edition|ed\.)\s?(\d+(?:\.\d+)*)\b|\b(\d+\.\d+(?:\.\d+)*)\b/iu;

/** Returns the date of a document, or else its version, and where it was found; undefined if there is neither. */
export function versionOf(document: Dated, headingPath: readonly string[]): KnownVersion | undefined {
  const name = decodeAddress(document.uri.split(/[?#]/u)[0]?.split("/").at(-1) ?? "");
  const sources = [
    ["metadata", dateOfMetadata(document)],
    ["title", dateIn(document.title)],
    ["heading", dateIn(headingPath.join("\n"))],
    ["name", dateIn(name.replaceAll("_", " "))],
    ["metadata", versionOfMetadata(document)],
    ["title", versionIn(document.title)],
    ["heading", versionIn(headingPath.join("\n"))],
    ["file", document.revision === undefined ? undefined : modifiedAtOf(document.revision)],
  ] as const;
  for (const [versionFrom, version] of sources) if (version !== undefined) return { version, versionFrom };
  return undefined;
}

/**
 * Returns the index of the newer of two versions; undefined if they cannot be compared. The time of a file is compared
 * only with that of another file, since a copy of an old text has a new time.
 */
export function newerOf(one: KnownVersion | undefined, other: KnownVersion | undefined): 0 | 1 | undefined {
  if (one === undefined || other === undefined) return undefined;
  if ((one.versionFrom === "file") !== (other.versionFrom === "file")) return undefined;
  const [left, right] = [isDate(one.version), isDate(other.version)];
  if (left !== right) return undefined;
  const order = left ? compareDates(one.version, other.version) : compareVersions(one.version, other.version);
  return order === 0 ? undefined : order > 0 ? 0 : 1;
}

function dateOfMetadata({ metadata }: Dated): string | undefined {
  for (const key of DATE_KEYS) {
    const value = metadata[key];
    const date = typeof value === "string" || typeof value === "number" ? dateIn(String(value)) : undefined;
    if (date !== undefined) return date;
  }
  return undefined;
}

function versionOfMetadata({ metadata }: Dated): string | undefined {
  for (const key of VERSION_KEYS) {
    const value = metadata[key];
    const version =
      typeof value === "string" || typeof value === "number" ? /\d+(?:\.\d+)*/.exec(String(value))?.[0] : undefined;
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Returns the first date with a year. */
function dateIn(text: string): string | undefined {
  const spaced = text.replace(/(?<=\p{L})[-_](?=\d{4})|(?<=\d{4})[-_](?=\p{L})|\.\p{L}+$/gu, " ");
  return findDates(spaced).find(({ iso }) => /^\d{4}/.test(iso))?.iso;
}

function versionIn(text: string): string | undefined {
  const match = VERSION.exec(text.slice(0, MAX_READ));
  return match?.[1] ?? match?.[2];
}

function isDate(version: string): boolean {
  return /^\d{4}(?:-|$)/.test(version);
}

/** Compares dates as far as both are known. */
function compareDates(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  const [left, right] = [one.slice(0, length), other.slice(0, length)];
  return left === right ? 0 : left > right ? 1 : -1;
}

function compareVersions(one: string, other: string): number {
  const [left, right] = [one.split(".").map(Number), other.split(".").map(Number)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
