import { childrenNamed, descendantsNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";
import { type RunReader, readRuns } from "./read-docx-runs.ts";

export interface Note {
  readonly text: string;
  /** Author of a comment; empty for a note. */
  readonly author: string;
}

/**
 * Reads footnotes, endnotes or comments by id, each on one line. The lines that separate notes from the page are notes
 * of a special type, and left out.
 */
export function readNotes(part: XmlElement | undefined, name: string, reader: RunReader): ReadonlyMap<string, Note> {
  return new Map(
    childrenNamed(part, name)
      .filter(({ attributes }) => !/separator|notice/i.test(attributes["w:type"] ?? ""))
      .map((note) => {
        const lines = [...descendantsNamed(note, "w:p")].map((paragraph) => readRuns(paragraph, reader).trim());
        const author = note.attributes["w:author"]?.trim() ?? "";
        return [note.attributes["w:id"] ?? "", { text: lines.filter((line) => line !== "").join(" "), author }];
      }),
  );
}
