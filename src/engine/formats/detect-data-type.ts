import { detectSourceType } from "./source-code/languages.ts";

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.csv$/i, "text/csv"],
  [/\.(?:tsv|tab)$/i, "text/tab-separated-values"],
  [/\.(?:jsonl|ndjson)$/i, "application/jsonl"],
  [/\.ya?ml$/i, "application/yaml"],
];
const JSON_ENDING = /\.(?:json|geojson|jsonld|webmanifest|har)$/i;
const NOTEBOOK_ENDING = /\.ipynb$/i;
const XML_ENDING = /\.(?:xml|rss|atom|rdf|xsd|xslt?|wsdl|kml|gpx|opml)$/i;

/**
 * The media type of a text that holds data or source code, by its file's ending; undefined for other text. What is
 * called JSON or XML must begin like it.
 *
 * @param text  the text's first characters
 */
export function detectDataType(text: string, path: string): string | undefined {
  const start = text.trimStart();
  if (NOTEBOOK_ENDING.test(path) && start.startsWith("{")) return "application/x-ipynb+json";
  if (JSON_ENDING.test(path) && /^[[{]/.test(start)) return "application/json";
  if (XML_ENDING.test(path) && start.startsWith("<")) return "application/xml";
  return ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? detectSourceType(text, path);
}
