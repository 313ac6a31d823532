import { z } from "zod";
import { text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const failedFileSchema = readOnly(
  z
    .object({
      collection: text,
      uri: text,
      /** Code of the error. */
      code: text,
      message: text,
      hint: text.exactOptional(),
      /** Time of the failure, ISO 8601 in UTC. */
      failedAt: text,
      /** Labels that the document would have. A reader with none of them does not see the receipt. */
      accessLabels: z.array(text),
      /** URI of the source whose sync read the file; absent if the file was added without one. */
      source: text.exactOptional(),
    })
    .meta({ id: "FailedFile" }),
);

/** Receipt of a file that was not added. It lasts until the file is added, is gone, or is removed by its name. */
export type FailedFile = z.infer<typeof failedFileSchema>;
