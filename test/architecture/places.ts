import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

interface Place {
  readonly what: string;
  readonly allowed: RegExp;
  readonly matches: (node: ts.Node) => boolean;
}

const isProperty = (node: ts.Node, object: string, names: readonly string[]) =>
  ts.isPropertyAccessExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === object &&
  (names.length === 0 || names.includes(node.name.text));

const isCall = (node: ts.Node, names: readonly string[]) =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.includes(node.expression.text);

const isString = (node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);

const sql =
  /^\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|PRAGMA|BEGIN\s+IMMEDIATE|VACUUM)\b/is;

/** Rules that name the only places for each way of reaching outside. */
const places: readonly Place[] = [
  {
    what: "process.env",
    allowed: /^src\/(config\/|adapters\/onnx\/disable-telemetry\.ts$)/,
    matches: (node) => isProperty(node, "process", ["env"]),
  },
  {
    what: "the decision that a text may pass, which is that of mayPass",
    allowed: /^src\/core\/guarding\//,
    matches: decidesToPass,
  },
  {
    what: "an export of all names of a module (each name that users import is a promise)",
    allowed: /^(?!src\/index\.ts$)/,
    matches: (node) => ts.isExportDeclaration(node) && !(node.exportClause && ts.isNamedExports(node.exportClause)),
  },
  { what: "console", allowed: /^src\/apps\/cli\//, matches: (node) => isProperty(node, "console", []) },
  {
    what: "process.exit",
    allowed: /^src\/(apps\/cli\/|compose\/main\.ts$)/,
    matches: (node) => isProperty(node, "process", ["exit"]),
  },
  {
    what: "SQL",
    allowed: /^src\/adapters\/(sqlite|postgres)\//,
    matches: (node) => isString(node) && sql.test(node.text),
  },
  { what: "fetch", allowed: /^(src\/adapters|web\/api)\//, matches: (node) => isCall(node, ["fetch"]) },
  {
    what: "a language model call",
    allowed: /^src\/adapters\/language-model\//,
    matches: (node) =>
      isCall(node, ["generateText", "streamText", "generateObject", "streamObject", "embed", "embedMany", "rerank"]) &&
      importsAi(node),
  },
  {
    what: "Date.now",
    allowed: /^src\/adapters\//,
    matches: (node) => isProperty(node, "Date", ["now"]) || isNewDateNow(node),
  },
  {
    what: "performance.now",
    allowed: /^src\/adapters\//,
    matches: (node) => isProperty(node, "performance", ["now"]),
  },
  {
    what: "a parse that fails with 500 (readGiven says what is wrong)",
    allowed: /^(?!src\/apps\/http\/)/,
    matches: (node) =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "parse" &&
      node.arguments.some((argument) => /\breq\./.test(argument.getText())),
  },
  {
    what: "JSON.parse of a text from outside (parseJson limits its nesting)",
    allowed:
      /^(?!src\/(engine|evaluate|guard|library|server|apps\/(http|mcp))\/)|\/(parse-exact-json|create-data-check|describe-schemas)\.ts$|\/fixtures\//,
    matches: (node) => isProperty(node, "JSON", ["parse"]),
  },
  {
    what: "a question to the guard (checkText tells listeners of the decision)",
    allowed: /^src\/(core\/guarding\/check-text|library\/(answer\/run-guarded|call\/meter-parts))\.ts$|^src\/guard\//,
    matches: (node) =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "check" &&
      /\bguard$/.test(node.expression.expression.getText()),
  },
  {
    what: "a question to a language model (askModel removes the marks of documents from its reply)",
    allowed: /^src\/(engine\/prompt|adapters|library\/(guard|models))\/|\/(meter-cost|tally-usage)\.ts$/,
    matches: (node) =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "generate",
  },
  {
    what: "a random number",
    allowed: /^src\/adapters\//,
    matches: (node) => isProperty(node, "Math", ["random"]) || isCall(node, ["randomUUID", "randomBytes"]),
  },
  {
    what: "any number of values as arguments (they lie on the stack; use append, findMax or a loop)",
    allowed: /^web\//,
    matches: (node) =>
      ts.isCallExpression(node) &&
      takesAnyNumber.test(node.expression.getText()) &&
      node.arguments.some((value) => ts.isSpreadElement(value) && !ts.isArrayLiteralExpression(value.expression)),
  },
  {
    what: "an error that it drops without a comment on why",
    allowed: /^(web|src\/testing)\//,
    matches: (node) => dropsError(node) && !hasComment(node),
  },
  {
    what: "a cast through unknown",
    allowed: /^(?!)/,
    matches: (node) => ts.isAsExpression(node) && ts.isAsExpression(node.expression),
  },
];

const takesAnyNumber =
  /^(?:Math\.(?:max|min)|String\.from(?:CharCode|CodePoint)|.*\.(?:push|unshift|splice|concat))$/su;

/** Returns whether a node compares one action with both that let a text pass, as `mayPass` does. */
function decidesToPass(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const compared = [node.left, node.right].flatMap((side) =>
    ts.isBinaryExpression(side) && ts.isStringLiteral(side.right) ? [side.right.text] : [],
  );
  return compared.includes("allow") && compared.includes("redact");
}

/**
 * Returns whether a node handles an error without looking at it: `catch {` or `.catch(() => …)`, unless it throws
 * another.
 */
function dropsError(node: ts.Node): boolean {
  if (ts.isCatchClause(node))
    return node.variableDeclaration === undefined && !node.block.statements.some(ts.isThrowStatement);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { text } = node.expression.name;
  const handler = text === "catch" ? node.arguments[0] : text === "then" ? node.arguments[1] : undefined;
  return handler !== undefined && ts.isArrowFunction(handler) && handler.parameters.length === 0;
}

/** Returns whether there is a comment within a node, or before the statement or the function that it belongs to. */
function hasComment(node: ts.Node): boolean {
  const text = node.getSourceFile().text;
  const isCommented = (one: ts.Node) => (ts.getLeadingCommentRanges(text, one.getFullStart()) ?? []).length > 0;
  if (/\/\/|\/\*/.test(node.getText())) return true;
  let statement: ts.Node = node;
  while (!ts.isStatement(statement) || ts.isBlock(statement)) statement = statement.parent;
  if (isCommented(statement)) return true;
  // The comment of a function counts if dropping the error is most of what the function does.
  const { parent } = statement;
  return (
    ts.isBlock(parent) &&
    ts.isFunctionDeclaration(parent.parent) &&
    parent.statements.length <= 3 &&
    isCommented(parent.parent)
  );
}

const importsAi = (node: ts.Node) => /from "ai"/.test(node.getSourceFile().text);

const isNewDateNow = (node: ts.Node) =>
  ts.isNewExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === "Date" &&
  (node.arguments ?? []).length === 0;

/** Returns a sentence for each use outside the allowed places. */
export function placeViolations(file: SourceFile): readonly string[] {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const place of places) {
      if (place.allowed.test(file.path) || !place.matches(node)) continue;
      found.push(`${file.path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1} uses ${place.what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
