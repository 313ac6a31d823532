import { InvalidSettingsError } from "../../../core/index.ts";

/**
 * Parses YAML, of which JSON is a part.
 *
 * @throws {InvalidSettingsError} for a text that is neither, with the line; for aliases, by which a
 *         small file could become a large one
 */
export async function parseYaml(text: string, path: string): Promise<unknown> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { schema: "core", logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    throw new InvalidSettingsError(`${path} is not valid YAML${line === undefined ? "" : ` (line ${line})`}.`);
  }
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new InvalidSettingsError(`${path} uses YAML aliases, which are not allowed.`, { cause });
  }
}
