import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDeclaredName } from "./find-declared-name.ts";

function nameIn(code: string): string | undefined {
  const found = findDeclaredName(code, { start: 0, end: code.length });
  return found && code.slice(found.span.start, found.span.end) + (found.isContainer ? " { }" : "");
}

describe("the name of a declaration", () => {
  it.each([
    ["export async function addDocument(uri: string): Promise<void> {", "addDocument"],
    ["export default function* walk() {", "walk"],
    ["export const MAX_ROWS = 10;", "MAX_ROWS"],
    ["export interface Store<Row> extends Reader {", "Store { }"],
    ["export type Span = { start: number };", "Span"],
    ["abstract class Shop extends Base implements Open {", "Shop { }"],
    ["  async close(reason: string): Promise<void> {", "close"],
    ["  get size(): number {", "size"],
    ["  onClick = (event) => {", "onClick"],
    ["module.exports.read = function (path) {", "module.exports.read"],
    ["def total(rows, tax=0.19):", "total"],
    ["class Shop(Base):", "Shop { }"],
    ["async def fetch(url):", "fetch"],
    ["public static int parse(String text, int base) throws IOException {", "parse"],
    ["public async Task<List<Row>> ReadAsync(string path)\n{", "ReadAsync"],
    ["@Override public String toString() {", "toString"],
    ["int main(int argc, char **argv)\n{", "main"],
    ["static inline bool Parser::accept(Token token) const {", "Parser::accept"],
    ["#define MAX(a, b) ((a) > (b) ? (a) : (b))", "MAX"],
    ["namespace kernel::index {", "kernel::index { }"],
    ["func (s *Server) Listen(port int) error {", "Listen"],
    ["type Server struct {", "Server"],
    ["pub fn score<T: Ord>(a: &T) -> u32 {", "score"],
    ["impl<'a> Iterator for Words<'a> {", "Words { }"],
    ["pub(crate) struct Segment {", "Segment { }"],
    ["fun String.shorten(length: Int): String {", "String.shorten"],
    ["def self.open(path)", "self.open"],
    ["backup() {", "backup"],
    ["function backup {", "backup"],
    ["scale <- function(x) {", "scale"],
    ["CREATE OR REPLACE VIEW sales.by_month AS", "sales.by_month"],
    ["create table if not exists orders (", "orders"],
    ["(defun edit-distance (a b)", "edit-distance"],
    ["median :: [Double] -> Double", "median"],
    ["sub trim_text {", "trim_text"],
    ["defmodule Shop.Orders do", "Shop.Orders { }"],
  ])("in %j is %s", (code, name) => {
    expect(nameIn(code)).toBe(name);
  });

  it.each([
    'import { close } from "./close.ts";',
    "import static java.util.Map.entry;",
    "from shop import close",
    'export { open } from "./open.ts";',
    "package main",
    "#include <stdio.h>",
    'describe("a shop", () => {',
    "if (rows.length > 0) {",
    "while (true) {",
    "main()",
    "print(total(rows))",
    "return new Shop(rows);",
    "const { start, end } = span;",
    "}",
    "",
  ])("is absent in %j", (code) => {
    expect(nameIn(code)).toBeUndefined();
  });

  it("is found in a bounded time in hostile code", () => {
    for (const part of ["(", "a(", ": ", "a ", "a<", "impl ", "throws a, ", "const ", "a::", "->", "static "]) {
      const row = part.repeat(100_000);
      for (const code of [row, `f(${row}`, `f(${row}{`, `f(${row}(x) {`])
        findDeclaredName(code, { start: 0, end: code.length });
    }
  });

  it("occurs in the code that it was read from", () => {
    const piece = fc.constantFrom("class ", "fn ", "a", "(", ")", " {", "\n", ":", "::", "é", "const ", "=", "=>", " ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), fc.nat(3), (pieces, start) => {
        const code = pieces.join("");
        const found = findDeclaredName(code, { start: Math.min(start, code.length), end: code.length });
        if (found === undefined) return;
        expect(code.slice(found.span.start, found.span.end)).toMatch(/^[\p{L}_$~][\p{L}\p{N}_$.:~]*[?!]?$/u);
        expect(found.span.start).toBeGreaterThanOrEqual(start);
      }),
    );
  });
});
