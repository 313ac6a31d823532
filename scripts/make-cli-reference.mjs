// Makes docs/reference/cli.md from the commands themselves; needs dist/. A test compares the page with
// `cliReference()`.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Returns the text of the page. */
export async function cliReference() {
  const { createProgram } = await import(pathToFileURL(join(root, "dist/apps/cli/create-program.js")).href);
  const program = createProgram({}, "");
  const sections = commandsOf(program).map(
    (command) => `## ${nameOf(command)}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``,
  );
  return `# Command line

This page is what \`--help\` prints; \`node scripts/make-cli-reference.mjs\` makes it from the commands. In a clone, type
\`npx lydian\` instead of \`lydian\`.

Results go to standard output; progress, warnings and errors to standard error. With \`--json\` an error is
\`{"error": {"code", "message", "hint"}}\` on standard error; the codes are those of [errors.md](errors.md). Colours are
used on a terminal only, and never if \`NO_COLOR\` is set. What can be set in files and in the environment is in
[settings.md](settings.md).

${sections.join("\n\n")}
`;
}

const commandsOf = (command) => [command, ...command.commands.flatMap((inner) => commandsOf(inner))];

const nameOf = (command) => (command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`);

/** Returns the help for a terminal of 90 columns, so that the page is the same on every machine. */
function helpOf(command) {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHelpWidth: () => 90,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return text.trimEnd();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(join(root, "docs/reference/cli.md"), await cliReference());
