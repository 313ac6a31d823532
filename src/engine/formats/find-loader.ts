import { UnsupportedMediaTypeError } from "../../core/index.ts";
import { type BoundedLoader, loaders } from "./loaders.ts";

interface OldOffice {
  readonly name: string;
  readonly program: string;
  /** Ending of the format that replaces it. */
  readonly ending: string;
}

/** Formats of Office before 2007 that no maintained library reads. */
const OLD_OFFICE: Readonly<Record<string, OldOffice>> = {
  "application/msword": { name: "documents of Word 97 to 2003 (.doc)", program: "Word", ending: "docx" },
  "application/vnd.ms-powerpoint": {
    name: "presentations of PowerPoint 97 to 2003 (.ppt)",
    program: "PowerPoint",
    ending: "pptx",
  },
};

/**
 * Finds the loader for a media type.
 *
 * @throws {UnsupportedMediaTypeError} when no loader reads this kind
 */
export function findLoader(mediaType: string): BoundedLoader {
  const loader = loaders.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  if (loader !== undefined) return loader;
  const old = OLD_OFFICE[mediaType];
  if (old !== undefined) {
    throw new UnsupportedMediaTypeError(`No loader reads ${old.name}.`, {
      hint: `Save it as ${old.ending} in ${old.program} or LibreOffice, or run \`soffice --headless --convert-to ${old.ending} FILE\`, and add the new file.`,
    });
  }
  const kind = mediaType === "application/octet-stream" ? "binary data of an unknown kind" : mediaType;
  throw new UnsupportedMediaTypeError(`No loader reads ${kind}.`, {
    hint: "Lydian reads text, Markdown, HTML, PDF, Office and OpenDocument files, e-mail, tables, pictures, source code and ZIP archives. Convert the file to one of these, or leave it out.",
  });
}
