import type { Secrets, UploadFiles } from "../core/index.ts";
import type { LydianParts } from "../library/index.ts";

/** Parts that a server is made of, besides a `Lydian`. */
export interface ServerParts
  extends Pick<
    LydianParts,
    "settings" | "state" | "read" | "write" | "watcher" | "clock" | "ids" | "uriOfPath" | "hasFile"
  > {
  /** Uploaded files waiting to be added. */
  readonly uploads: UploadFiles;
  readonly secrets: Secrets;
}
