// Writes docs/reference/settings.md from the schema; needs dist/. A test compares the page with `settingsReference()`.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Returns the text of the page. */
export async function settingsReference() {
  const { settingFields } = await import(pathToFileURL(join(root, "dist/config/setting-fields.js")).href);
  const tableOf = (level) =>
    settingFields()
      .filter((field) => field.level === level)
      .map((field) => `| \`${field.path}\` | ${boundsOf(field)} | ${defaultOf(field)} | ${field.description} |`)
      .join("\n");
  return `# Settings

\`node scripts/make-settings-reference.mjs\` makes this page from the schema. Lydian works without any settings.

## Where they are read

A later place wins over an earlier one:

1. the defaults below;
2. \`settings.yaml\` in your configuration folder: \`$XDG_CONFIG_HOME/lydian\` (mostly \`~/.config/lydian\`) on Linux,
   \`~/Library/Application Support/lydian\` on macOS, \`%APPDATA%\\lydian\` on Windows;
3. \`settings.yaml\` in the store's folder;
4. the environment: \`LYDIAN_\` and the name, as in \`LYDIAN_CHUNKING_MAX_TOKENS=300\`;
5. the options of a command, or of \`openLydian\`.

\`\`\`yaml
# settings.yaml
language: de
chunking:
  maxTokens: 300
\`\`\`

An unknown name, or a value out of bounds, is an error that names the file and the nearest known name. Keys of providers
come from the environment, or else from [\`keys.yaml\`](../guides/language-models.md#keys-in-a-file) in your configuration folder.

## Which store is used

Lydian uses the first store of this list: \`--store DIR\`, \`LYDIAN_STORE\`, the nearest folder \`.lydian\` from the working
folder upwards, and your own store, which is \`$XDG_DATA_HOME/lydian/store\` (mostly \`~/.local/share/lydian/store\`), \`~/Library/Application Support/lydian/store\`,
or \`%LOCALAPPDATA%\\lydian\\store\`.

## Trust

A cloned repository may contain a \`.lydian\` folder that tries to send your texts or keys elsewhere. Some settings of a store
found by walking up therefore need your trust: models other than the bundled ones, every \`keyName\`, and
\`web.allowPrivate\`. \`lydian trust\` gives it to the settings file as it is, and a changed file needs it again. A store that
you name with \`--store\`, \`LYDIAN_STORE\` or \`openLydian({ store })\` is trusted.

## Basic settings

Most users need no others. A megabyte has 1,048,576 bytes.

| setting | value | default | meaning |
| --- | --- | --- | --- |
${tableOf("basic")}

## Advanced settings

| setting | value | default | meaning |
| --- | --- | --- | --- |
${tableOf("advanced")}
`;
}

function boundsOf({ kind, choices, bounds }) {
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(", ");
  return bounds === undefined ? kind : `${kind}, ${format(bounds.from)} to ${format(bounds.to)}`;
}

const format = (number) => number.toLocaleString("en-US");

const defaultOf = ({ defaultValue }) => (defaultValue === undefined ? "" : `\`${defaultValue}\``);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(join(root, "docs/reference/settings.md"), await settingsReference());
