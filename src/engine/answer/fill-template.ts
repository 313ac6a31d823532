import { InvalidSettingsError } from "../../core/index.ts";

/**
 * Fills the `{{names}}` of a template. Names inside a value are not filled again. Empty lines at both ends are removed.
 *
 * @throws {InvalidSettingsError} if the template has a name without a value
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined) return value;
    throw new InvalidSettingsError(`A prompt has the unknown name {{${name}}}.`, {
      hint: `Known names are ${Object.keys(values)
        .map((known) => `{{${known}}}`)
        .join(", ")}.`,
    });
  });
  return filled.trim();
}
