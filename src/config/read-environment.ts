import { checkLayer, type SettingsLayer } from "./check-layer.ts";
import { type SettingField, settingFields } from "./setting-fields.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings in the environment. A variable is `LYDIAN_` and the setting's path, as in
 * `LYDIAN_CHUNKING_MAX_TOKENS`. The items of a list are separated by commas. Empty variables and unknown variables that
 * begin with `LYDIAN_` set nothing.
 *
 * @throws {InvalidSettingsError} naming the setting and its bounds
 */
export function readEnvironment(environment: Environment, folder: string): SettingsLayer {
  const values: Record<string, unknown> = {};
  for (const field of settingFields()) {
    const text = environment[field.variable];
    if (text === undefined || text === "") continue;
    place(values, field.path.split("."), toValue(field, text));
  }
  return checkLayer(values, { origin: "the environment, as LYDIAN_…", folder });
}

/** Converts the text of a variable. Text that is not a number or Boolean stays text, and the schema rejects it. */
function toValue({ kind }: SettingField, text: string): string | number | boolean | readonly string[] {
  if (kind === "list") return text.split(",").map((item) => item.trim());
  if (kind === "true or false" && (text === "true" || text === "false")) return text === "true";
  const isNumber =
    (kind === "number" || kind === "whole number") && text.trim() !== "" && Number.isFinite(Number(text));
  return isNumber ? Number(text) : text;
}

function place(values: Record<string, unknown>, [name = "", inner]: readonly string[], value: unknown): void {
  values[name] = inner === undefined ? value : { ...Object(values[name] ?? {}), [inner]: value };
}
