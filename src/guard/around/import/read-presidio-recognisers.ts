import { InvalidSettingsError } from "../../../core/index.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { PresidioRecogniser } from "./presidio-schema.ts";

/** Options of the guard `patterns`, and what of a file has no counterpart. */
export interface ImportedRecognisers {
  readonly recognisers: readonly ImportedRecogniser[];
  /** One sentence each. */
  readonly warnings: readonly string[];
}

/** A recogniser as the guard `patterns` takes it. */
export interface ImportedRecogniser {
  readonly type: string;
  readonly patterns: readonly { readonly name: string; readonly regex: string; readonly score: number }[];
  readonly denyList: readonly string[];
  readonly context: readonly string[];
}

/**
 * Reads recognisers from the YAML of Microsoft Presidio: patterns, deny lists and context words, in all languages.
 * Those that are predefined in Presidio or turned off become warnings. The guard `patterns` refuses expressions
 * that need more than linear time.
 *
 * @param path  path of the file, for messages
 * @throws {InvalidSettingsError} for invalid YAML or a value of the wrong form
 * @see https://microsoft.github.io/presidio/analyzer/recognizer_registry_provider/
 */
export async function readPresidioRecognisers(text: string, path = "recognizers.yaml"): Promise<ImportedRecognisers> {
  const { presidioSchema } = await import("./presidio-schema.ts");
  const checked = presidioSchema.safeParse(await parseYaml(text, path));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const where = (issue?.path ?? []).join(".");
    throw new InvalidSettingsError(`"${where}" is not valid in ${path}: ${issue?.message ?? "?"}.`, {
      hint: "The file needs a list `recognizers`, each with a name, and patterns with name, regex and score.",
    });
  }
  const warnings: string[] = [];
  const recognisers = checked.data.recognizers.flatMap((recogniser) => {
    const problem = problemOf(recogniser);
    if (problem !== undefined) warnings.push(`"${recogniser.name}" was left out: ${problem}`);
    return problem === undefined ? [toRecogniser(recogniser)] : [];
  });
  return { recognisers, warnings };
}

function problemOf({ type, enabled, supported_entity, patterns, deny_list }: PresidioRecogniser): string | undefined {
  if (!enabled) return "it is turned off.";
  const isEmpty = patterns.length === 0 && (deny_list ?? []).length === 0;
  if (type === "predefined" || (isEmpty && supported_entity === undefined)) {
    return "it is predefined in Presidio. The guard `personal-data` has its own recognisers.";
  }
  if (isEmpty) return "it has no patterns and no deny list.";
  return supported_entity === undefined ? "it names no entity." : undefined;
}

function toRecogniser(recogniser: PresidioRecogniser): ImportedRecogniser {
  const { supported_entity: type = "", patterns, context, deny_list, supported_languages } = recogniser;
  const ofLanguages = (supported_languages ?? []).flatMap((each) =>
    typeof each === "string" ? [] : (each.context ?? []),
  );
  return {
    type,
    patterns: patterns.map(({ name, regex, score }) => ({ name, regex, score })),
    denyList: deny_list ?? [],
    context: [...new Set([...(context ?? []), ...ofLanguages])],
  };
}
