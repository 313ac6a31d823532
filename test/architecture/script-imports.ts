import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { root, type SourceFile } from "./source-files.ts";

/**
 * Returns a sentence for each import of a script whose file or name does not exist. Sources stand for the built files.
 */
export function brokenImports({ path, text }: SourceFile): readonly string[] {
  return importsOf(parse(path, text)).flatMap(({ specifier, names }) => {
    const target = sourceOf(join(dirname(path), specifier));
    if (target === undefined) return [`${path} imports ${specifier}, which does not exist`];
    if (names.length === 0) return [];
    const exported = exportedNames(target);
    return names.filter((name) => !exported.has(name)).map((name) => `${path} imports ${name}, which ${target} lacks`);
  });
}

interface Import {
  readonly specifier: string;
  /** Imported names, without those of a data file. */
  readonly names: readonly string[];
}

const parse = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.ES2023);

/** Lists the imports of other files, also those within functions. */
function importsOf(tree: ts.SourceFile): readonly Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier?.startsWith(".") === true) imports.push({ specifier, names: importedNames(node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return imports;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) return node.moduleSpecifier.text;
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [specifier] = node.arguments;
  return specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : undefined;
}

function importedNames(node: ts.Node): readonly string[] {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

/** Returns the path of the file that an import from `dist/` or another folder was made from. */
function sourceOf(path: string): string | undefined {
  const source = path.replace(/^dist\//u, "src/");
  return [source, source.replace(/\.js$/u, ".ts")].find((name) => existsSync(join(root, name)));
}

const exportsByPath = new Map<string, ReadonlySet<string>>();

function exportedNames(path: string): ReadonlySet<string> {
  const known = exportsByPath.get(path);
  if (known !== undefined) return known;
  const { statements } = parse(path, readFileSync(join(root, path), "utf8"));
  const names = new Set(statements.flatMap((statement) => namesOf(statement, path)));
  exportsByPath.set(path, names);
  return names;
}

function namesOf(statement: ts.Statement, path: string): readonly string[] {
  if (ts.isExportDeclaration(statement)) return reexportedNames(statement, path);
  if (!ts.canHaveModifiers(statement)) return [];
  if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function reexportedNames({ exportClause, moduleSpecifier }: ts.ExportDeclaration, path: string): readonly string[] {
  if (exportClause !== undefined && ts.isNamedExports(exportClause))
    return exportClause.elements.map(({ name }) => name.text);
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  return [...exportedNames(join(dirname(path), moduleSpecifier.text))];
}
