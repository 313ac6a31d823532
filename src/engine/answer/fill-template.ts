import { InvalidSettingsError } from "../../core/index.ts";

/**
 * Puts values into a template's `{{names}}`. A value is put in as it is: what looks like a name in it stays. Lines that
 * an empty value leaves empty at the end go away.
 *
 * @throws {InvalidSettingsError} if the template has a name without a value
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new InvalidSettingsError(`A prompt has the name {{${name}}}, which nothing fills.`, {
      hint: `Names are ${Object.keys(values)
        .map((known) => `{{${known}}}`)
        .join(", ")}.`,
    });
  });
  return filled.trim();
}
