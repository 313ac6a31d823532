// Makes docs/reference/settings.md from the schema; needs dist/. A test compares the page with `settingsReference()`.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The page, as it should be. */
export async function settingsReference() {
  const { settingFields } = await import(pathToFileURL(join(root, "dist/config/setting-fields.js")).href);
  const rows = settingFields().map(
    (field) => `| \`${field.path}\` | ${boundsOf(field)} | ${defaultOf(field)} | ${field.description} |`,
  );
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

An unknown name or a value out of its bounds is an error that names the file and the nearest name. Keys of providers are
read from the environment, else from [\`keys.yaml\`](../guides/language-models.md#keys-in-a-file) in your configuration folder.

## Which store is meant

\`--store DIR\`, else \`LYDIAN_STORE\`, else the nearest folder \`.lydian\` from the working folder upwards, else your own
store: \`$XDG_DATA_HOME/lydian/store\` (mostly \`~/.local/share/lydian/store\`), \`~/Library/Application Support/lydian/store\`,
or \`%LOCALAPPDATA%\\lydian\\store\`.

## Trust

A cloned repository may contain a \`.lydian\` folder. So that it can not send your texts or keys elsewhere, a store that was
found by walking up may not set \`embedding.model\` or \`rerank.model\` (other than to the bundled ones), \`answer.model\`, a
\`keyName\` or \`web.allowPrivate\` until you run \`lydian trust\`. That remembers the settings file as it is; after a change it
asks again. A store that you name, by \`--store\`, \`LYDIAN_STORE\` or \`openLydian({ store })\`, counts as trusted.

## All settings

| setting | value | default | meaning |
| --- | --- | --- | --- |
${rows.join("\n")}
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
