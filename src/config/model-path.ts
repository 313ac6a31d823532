import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/**
 * Returns the absolute path that a model setting names, relative to `folder`; undefined if it does not look like a
 * path.
 */
export function modelPath(model: string, folder: string): string | undefined {
  if (model.startsWith("~/")) return join(homedir(), model.slice(2));
  const isPath = isAbsolute(model) || /^\.{1,2}([\\/]|$)/.test(model) || model.includes("/");
  return isPath ? resolve(folder, model) : undefined;
}
