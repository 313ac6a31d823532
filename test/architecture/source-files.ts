import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Returns the files below some folders whose names end in one of `endings`, sorted by path, without fixtures. */
export function sourceFiles(folders: readonly string[], endings: readonly string[]): readonly SourceFile[] {
  const files: SourceFile[] = [];
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join("/");
      const isLeftOut = /(^|\/)(fixtures|node_modules|handbook)\//.test(path);
      if (!entry.isFile() || isLeftOut || !endings.some((ending) => entry.name.endsWith(ending))) continue;
      files.push({ path, text: readFileSync(join(root, path), "utf8") });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
