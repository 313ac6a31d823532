import type { AddOutcome } from "../core/index.ts";
import { everything } from "../core/index.ts";
import { type CallContext, collectionOf } from "../library/call-context.ts";
import { original } from "../library/documents/documents.ts";
import type { CallOptions, Lydian } from "../library/index.ts";

interface Recognition {
  readonly work: Pick<Lydian, "add">;
  /** Their ids. */
  readonly documents: readonly string[];
  /** With the collection. */
  readonly call: CallOptions;
}

/**
 * Reads documents again from their kept originals, with OCR whatever is set; all else of them stays as it was. What has
 * gone meanwhile, or was added without its original, is an outcome.
 *
 * @throws {OcrUnavailableError} when its packages are not installed
 */
export async function recogniseText(
  context: CallContext,
  { work, documents, call }: Recognition,
): Promise<readonly AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  for (const [number, id] of documents.entries()) {
    const found = await original(context, id, { ...call, collection: collectionOf(context, call), scope: everything });
    if (found === undefined) {
      outcomes.push({ uri: id, outcome: "failed", ...withoutOriginal });
      continue;
    }
    const { uri, title, metadata, accessLabels } = found.document;
    const isLast = number === documents.length - 1;
    const options = { ...call, metadata, accessLabels, embed: isLast, ocr: true };
    outcomes.push(...(await work.add([{ uri, title, content: found.bytes }], options)).outcomes);
  }
  return outcomes;
}

const withoutOriginal = {
  code: "document-not-found",
  message: "It is not there any more, or was added without its original.",
  hint: "Add the file again with `lydian add --ocr`.",
};
