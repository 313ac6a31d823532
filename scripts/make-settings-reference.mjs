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

## Where settings are read from

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

An unknown name, or a value out of bounds, is an error that names the file and the nearest known name. An unknown variable
\`LYDIAN_…\` causes a warning. A file of settings, a policy, a profile or \`keys.yaml\` may have 4 MB. Keys of providers
come from the environment, or else from [\`keys.yaml\`](../guides/language-models.md#keys-in-a-file) in your configuration folder.

## Which store is used

Lydian uses the first store of this list: \`--store DIR\`, \`LYDIAN_STORE\`, the nearest folder \`.lydian\` from the working
folder upwards, and your own store, which is \`$XDG_DATA_HOME/lydian/store\` (mostly \`~/.local/share/lydian/store\`), \`~/Library/Application Support/lydian/store\`,
or \`%LOCALAPPDATA%\\lydian\\store\`.

## Trust

A cloned repository may contain a \`.lydian\` folder that tries to send your texts or keys elsewhere, or to open your server to
others. In a store found by walking up, these parts count only if you have made or trusted them:

- models other than the bundled ones, every \`keyName\`, \`search.synonyms\`, \`web.allowPrivate\`, \`guard.policy\`, \`guards.yaml\`, and
  a profile that is used: without trust they are errors;
- all settings \`server.*\`, keys, watched folders, unfinished jobs, and the sources that a plain \`lydian sync\` reads: without
  trust they are ignored, and \`lydian serve\` and \`lydian sync\` list them.

Anything that you add with Lydian needs no trust. \`lydian trust\` trusts everything as it is now. Later changes by others need it
again, and so does a store that was copied or moved to another folder. A store of another user is refused until you trust it.
A store that belongs to you and that you name with \`--store\`, \`LYDIAN_STORE\` or \`openLydian({ store })\` needs no trust. If
another user owns it, the rules above apply.

Lydian keeps what you trust in \`trusted-stores.json\` and \`trust-secret\` in your configuration folder.

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
