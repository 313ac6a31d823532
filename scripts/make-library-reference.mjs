// Writes docs/reference/library.md from the types of `Lydian`. A test compares the page with `libraryReference()`.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Options that most calls take; they are described once. */
const SHARED = ["collection", "scope", "signal", "onEvent"];
const source = join(root, "src/library/lydian.ts");

/** Returns the text of the page. */
export function libraryReference() {
  const { checker, lydian, groups } = readTypes();
  const options = collectOptions(checker, groups);
  return `# Library

\`node scripts/make-library-reference.mjs\` makes this page from the types. [Use the library](../guides/library.md) shows
how to begin.

${commentOf(lydian).text}

${groups.map(({ title, members }) => `## ${title}\n\n${members.map(describeMember).join("\n\n")}`).join("\n\n")}

## Options

Most calls take some of these:

${optionTable(sharedProperties(checker, options))}

${options.map((option) => describeOptions(checker, option)).join("\n\n")}
`;
}

/**
 * Returns each method with its group and example, in the order of the page. The example is undefined if there is none.
 */
export function libraryExamples() {
  return readTypes().groups.flatMap(({ title, members }) =>
    members
      .filter((member) => ts.isMethodSignature(member) || ts.isFunctionTypeNode(member.type))
      .map((member) => ({ group: title, method: member.name.text, example: commentOf(member).example })),
  );
}

function readTypes() {
  const program = ts.createProgram([source], readOptions());
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  const lydian = file.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === "Lydian");
  return { checker, lydian, groups: collectGroups(checker, lydian) };
}

function readOptions() {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

/** Returns the store's own members, and those of each interface that `Lydian` extends; its comment is the title. */
function collectGroups(checker, lydian) {
  const groups = lydian.heritageClauses.flatMap(({ types }) =>
    types.map((type) => {
      const [calls] = checker.getTypeAtLocation(type).symbol.declarations;
      return { title: commentOf(calls).text.replace(/\.$/, ""), members: calls.members };
    }),
  );
  return [{ title: "The store", members: lydian.members }, ...groups];
}

function describeMember(member) {
  const { text, tags, example } = commentOf(member);
  const signature = member.getText().replace(/;$/, "");
  const notes = tags.map((tag) => `- ${tag}`).join("\n");
  const code = example === undefined ? "" : `\`\`\`ts\n${example}\n\`\`\``;
  return [`### ${member.name.text}`, `\`\`\`ts\n${signature}\n\`\`\``, text, notes, code]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Returns the text of a docstring, a line for each of its parameters and errors, and its example. */
function commentOf(node) {
  const [comment] = node.jsDoc ?? [];
  const text = flatten(comment?.comment);
  const allTags = comment?.tags ?? [];
  const example = allTags.find(isExample);
  const tags = allTags
    .filter((tag) => !isExample(tag))
    .map((tag) => {
      if (ts.isJSDocParameterTag(tag)) return `\`${tag.name.getText()}\`: ${flatten(tag.comment)}`;
      if (!ts.isJSDocThrowsTag(tag)) throw new Error(`The page has no form for @${tag.tagName.text}.`);
      return `Throws \`${tag.typeExpression?.type.getText()}\` ${flatten(tag.comment)}`;
    });
  return { text, tags, example: example && ts.getTextOfJSDocComment(example.comment) };
}

const isExample = (tag) => tag.tagName.text === "example";

const flatten = (comment) =>
  (ts.getTextOfJSDocComment(comment) ?? "")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join("\n\n");

/** Returns the options of all methods by name, each once. */
function collectOptions(checker, groups) {
  const byName = new Map();
  for (const { parameters = [] } of groups.flatMap(({ members }) => [...members])) {
    const type = parameters.find(({ name }) => name.text === "options")?.type;
    if (type !== undefined && ts.isTypeReferenceNode(type))
      byName.set(type.typeName.text, checker.getTypeFromTypeNode(type));
  }
  return [...byName].map(([name, type]) => ({ name, type })).sort((one, other) => (one.name < other.name ? -1 : 1));
}

function sharedProperties(checker, options) {
  const { type } = options.find(({ name }) => name === "ReadOptions");
  const properties = checker.getPropertiesOfType(type);
  return SHARED.map((name) => properties.find((property) => property.name === name));
}

function describeOptions(checker, { name, type }) {
  const declaration = type.symbol?.declarations?.[0] ?? type.aliasSymbol?.declarations?.[0];
  const { text } = commentOf(declaration);
  const properties = checker.getPropertiesOfType(type);
  const shared = SHARED.filter((one) => properties.some((property) => property.name === one));
  const own = properties.filter((property) => !shared.includes(property.name));
  const also = shared.map((one) => `\`${one}\``).join(", ");
  const table = own.length === 0 ? "" : optionTable(own);
  const note = also === "" ? "" : `${own.length === 0 ? "Takes" : "Also takes"} ${also}.`;
  return [`### ${name}`, text, table, note].filter((part) => part !== "").join("\n\n");
}

function optionTable(properties) {
  const rows = properties.map(({ name, flags, declarations }) => {
    const [declaration] = declarations;
    const value = declaration.type.getText().replaceAll("|", "\\|");
    const isOptional = (flags & ts.SymbolFlags.Optional) !== 0;
    const { text: meaning } = commentOf(declaration);
    return `| \`${name}\`${isOptional ? "" : " (required)"} | \`${value}\` | ${meaning.replaceAll("|", "\\|")} |`;
  });
  return ["| option | type | meaning |", "| --- | --- | --- |", ...rows].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(root, "docs/reference/library.md"), libraryReference());
}
