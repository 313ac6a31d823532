import type { Metadata } from "../../../core/index.ts";
import { normalizeText } from "../../text/index.ts";
import { toIsoDate } from "../write/to-iso-date.ts";
import { firstNamed, xmlTextOf } from "../xml/find-elements.ts";
import { parseXml } from "../xml/parse-xml.ts";
import type { Package } from "../zip/read-package.ts";
import { readRelationships } from "./read-relationships.ts";

export interface OfficeProperties {
  readonly title: string | undefined;
  readonly metadata: Metadata;
}

/** Titles that programs write, and that no person chose. */
const NO_TITLE = /^(powerpoint presentation|word document|untitled.*|.*\.(docx?|pptx?))$/i;

/** Reads title, author, subject, keywords, category, description, language, company and dates of an Office document. */
export function readProperties(parts: Package): OfficeProperties {
  const relationships = readRelationships(parts, "");
  const open = (type: string, usual: string) => {
    const bytes = parts.part(relationships.find((relationship) => relationship.type === type)?.target ?? usual);
    return bytes === undefined ? undefined : parseXml(bytes);
  };
  const core = open("core-properties", "docProps/core.xml");
  const app = open("extended-properties", "docProps/app.xml");
  const read = (name: string) => normalizeText(xmlTextOf(firstNamed(core, name))).trim();
  const entries: readonly (readonly [string, string])[] = [
    ["author", read("dc:creator")],
    ["subject", read("dc:subject")],
    ["keywords", read("cp:keywords")],
    ["category", read("cp:category")],
    ["description", read("dc:description")],
    ["language", read("dc:language")],
    ["company", normalizeText(xmlTextOf(firstNamed(app, "Company"))).trim()],
    ["date", toIsoDate(read("dcterms:created"))],
    ["modified", toIsoDate(read("dcterms:modified"))],
  ];
  const title = read("dc:title");
  return {
    title: title === "" || NO_TITLE.test(title) ? undefined : title,
    metadata: Object.fromEntries(entries.filter(([, value]) => value !== "")),
  };
}
