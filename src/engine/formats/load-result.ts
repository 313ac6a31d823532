import type { LoadedDocument } from "../../core/index.ts";

/** A loaded file, without the loader's id and version, which the registry adds. */
export type LoadResult = Omit<LoadedDocument, "loader">;
