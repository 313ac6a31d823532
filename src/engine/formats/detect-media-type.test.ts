import { describe, expect, it } from "vitest";
import { detectMediaType } from "./detect-media-type.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("detectMediaType", () => {
  it.each([
    ["# Hours", "a.md", "text/markdown"],
    ["<p align=center>logo</p>\n\n# Hours", "README.md", "text/markdown"],
    ["Hours: 9 to 5", "a.txt", "text/plain"],
    ["", "a.txt", "text/plain"],
    ["BM25 is a ranking function", "notes", "text/plain"],
    ['{"a": 1}', "a.json", "application/json"],
    ["not json", "a.json", "text/plain"],
    ['{"a": 1}', "notes", "text/plain"],
    ['{"cells": []}', "a.ipynb", "application/x-ipynb+json"],
    ['{"a": 1}\n{"a": 2}', "a.jsonl", "application/jsonl"],
    ["a: 1", "a.yml", "application/yaml"],
    ["a,b", "a.CSV", "text/csv"],
    ["a\tb", "a.tsv", "text/tab-separated-values"],
    ["<a/>", "a.xml", "application/xml"],
    ["<rss version='2.0'/>", "feed", "application/xml"],
    ["<script>x</script>", "a.vue", "text/x-vue"],
    ["def a(): pass", "a.py", "text/x-python"],
    ["#!/usr/bin/env python3\nprint(1)", "run", "text/x-python"],
    ["no tags at all", "a.html", "text/plain"],
    ["<!DOCTYPE html><title>x</title>", "a.txt", "text/html"],
    ["<?xml version='1.0'?>\n<!-- c --><!DOCTYPE html><html/>", "a.txt", "text/html"],
    ["text <em>first</em>", "a.html", "text/html"],
    ["%PDF-1.7\n", "a.txt", "application/pdf"],
    ["<?xml version='1.0'?><rss/>", "a.txt", "application/xml"],
    ["{\\rtf1\\ansi Hello}", "a.txt", "application/rtf"],
    ["From: <Saved>\r\nMIME-Version: 1.0\r\n", "a.mhtml", "message/rfc822"],
  ])("detects the type of %j in a file named %s as %s", async (text, uri, expected) => {
    expect(await detectMediaType(bytes(text), uri)).toBe(expected);
  });

  it("detects a PDF after a few other bytes", async () => {
    expect(await detectMediaType(bytes("HTTP junk\n%PDF-1.4\n1 0 obj\n"), "a")).toBe("application/pdf");
    expect(await detectMediaType(bytes("A file begins with %PDF-1.4."), "a.txt")).toBe("text/plain");
  });

  it("does not take binary data for text, whatever its name", async () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256);
    expect(await detectMediaType(noise, "a.txt")).toBe("application/octet-stream");
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]);
    expect(await detectMediaType(png, "a.txt")).toBe("image/png");
  });

  it("reads UTF-16 with and without a mark as text", async () => {
    expect(await detectMediaType(Buffer.from("Hours: 9 to 5", "utf16le"), "a.txt")).toBe("text/plain");
    expect(await detectMediaType(Buffer.from("\uFEFF<!doctype html>", "utf16le"), "a")).toBe("text/html");
  });

  it("reads a text with a stray NUL as text", async () => {
    expect(await detectMediaType(bytes(`${"word ".repeat(100)}\0`), "a.txt")).toBe("text/plain");
  });

  it("is quick on thousands of comments", async () => {
    expect(await detectMediaType(bytes(`${"<!-- a -->".repeat(6000)}b`), "a")).toBe("text/plain");
  });
});
