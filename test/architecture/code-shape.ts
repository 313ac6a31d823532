import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

const limits = { fileLines: 400, functionLines: 80, positionalParameters: 3 };
const emptyNames = /(^|\/)(utils?|helpers?|common|misc|types|manager)(\/|\.|$)/;

/** Returns a sentence for each place where a file violates the style's rules on shape and form. */
export function shapeViolations(file: SourceFile): readonly string[] {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const lines = file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
  if (lines > limits.fileLines) found.push(`${file.path} has ${lines} lines`);
  if (emptyNames.test(file.path)) found.push(`${file.path} has a name that says nothing`);
  if (!/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.(test|contract|as|d))?\.(ts|tsx|mjs|cjs)$/.test(file.path))
    found.push(`${file.path} is not kebab-case`);
  const visit = (node: ts.Node): void => {
    const why = formViolation(node) ?? functionViolation(node, tree, file.path);
    if (why !== undefined) found.push(`${file.path}:${lineOf(node, tree)} ${why}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const lineOf = (node: ts.Node, tree: ts.SourceFile) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

function formViolation(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return "uses `any`";
  if (ts.isNonNullExpression(node)) return "uses a non-null `!`";
  if (ts.isEnumDeclaration(node)) return "declares an enum";
  if (ts.isExportAssignment(node)) return "has a default export";
  if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name)) return "declares a namespace";
  if (ts.isAsExpression(node) && ts.isAsExpression(node.expression)) return "casts through `unknown`";
  if (ts.isParameter(node) && isPacked(node)) return "packs parameters into a type without a name";
  return spreadViolation(node);
}

function spreadViolation(node: ts.Node): string | undefined {
  if (ts.isSpreadAssignment(node)) return spreadPropertiesViolation(node.expression);
  if (ts.isJsxSpreadAttribute(node) && ts.isObjectLiteralExpression(node.expression) && !hasUntypedAttribute(node))
    return "spreads an object literal";
  if (ts.isCallExpression(node) && spreadsManyArguments(node)) return "spreads any number of values as arguments";
  return undefined;
}

const takesAnyNumber =
  /^(?:Math\.(?:max|min)|String\.from(?:CharCode|CodePoint)|.*\.(?:push|unshift|splice|concat))$/su;

/** Arguments lie on the stack, which overflows at about 120,000 of them. */
function spreadsManyArguments({ expression, arguments: values }: ts.CallExpression): boolean {
  const { fileName } = expression.getSourceFile();
  if (!fileName.startsWith("src/") || fileName.endsWith(".test.ts")) return false;
  if (!takesAnyNumber.test(expression.getText())) return false;
  return values.some((value) => ts.isSpreadElement(value) && !ts.isArrayLiteralExpression(value.expression));
}

/** A spread literal hides properties that could stand there; a conditional one is what `defined` is for. */
function spreadPropertiesViolation(expression: ts.Expression): string | undefined {
  const inner = ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  const isLiteral = (node: ts.Expression) => ts.isObjectLiteralExpression(node);
  if (isLiteral(inner)) return "spreads an object literal";
  if (!ts.isConditionalExpression(inner)) return undefined;

  const branches = [inner.whenTrue, inner.whenFalse];
  const isEmpty = (node: ts.Expression) => ts.isObjectLiteralExpression(node) && node.properties.length === 0;
  return branches.every(isLiteral) && branches.some(isEmpty) ? "spreads properties under a condition" : undefined;
}

/** React's types lack `webkitdirectory`, which only a spread can set. */
function hasUntypedAttribute(spread: ts.JsxSpreadAttribute): boolean {
  return spread.getText().includes("webkitdirectory");
}

/** The properties of a component may stand inline, as is usual in React. */
function isPacked({ type }: ts.ParameterDeclaration): boolean {
  if (type === undefined || !ts.isTypeLiteralNode(type) || type.members.length < 2) return false;
  return !type.getSourceFile().fileName.endsWith(".tsx");
}

function functionViolation(node: ts.Node, tree: ts.SourceFile, path: string): string | undefined {
  if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
  const start = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
  const lines = tree.getLineAndCharacterOfPosition(node.end).line - start + 1;
  const isSuite = path.endsWith(".test.ts") || path.endsWith("-contract.ts");
  if (lines > limits.functionLines && !isSuite) return `holds a function of ${lines} lines`;
  const positional = node.parameters.filter((parameter) => !isSignal(parameter)).length;
  if (positional > limits.positionalParameters && !isSuite) return `holds a function with ${positional} parameters`;
  return undefined;
}

/** An `AbortSignal` comes last and is not counted. */
function isSignal(parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text === "signal";
}
