import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasVnni } from "../has-vnni.ts";
import { type NamedTest, testsThatNeedVnni } from "../tests-that-need-vnni.ts";
import { root } from "./source-files.ts";

/** Returns whether a test file contains a suite and a test with these titles. */
const isThere = ({ suite, title }: NamedTest, text: string): boolean =>
  text.includes(`describe("${suite}"`) && text.includes(`it("${title}"`);

describe("the list of tests that need VNNI", () => {
  it("names only tests that exist", () => {
    const missing = testsThatNeedVnni.filter((test) => !isThere(test, readFileSync(join(root, test.file), "utf8")));
    expect(missing).toEqual([]);
  });

  it("is rejected if it names a test that was renamed", () => {
    const [test] = testsThatNeedVnni;
    if (test === undefined) return;
    const text = readFileSync(join(root, test.file), "utf8");
    expect(isThere({ ...test, title: `${test.title}, renamed` }, text)).toBe(false);
  });
});

describe("VNNI", () => {
  it.each([
    ["x64", "flags : fma avx avx2 avx512f avx512bw", false],
    ["x64", "flags : avx2 avx512_vnni", true],
    ["x64", "flags : avx2 avx_vnni", true],
    ["x64", "", false],
    ["arm64", "Features : fp asimd", true],
  ])("is detected on %s from the features %j: %s", (architecture, features, expected) => {
    expect(hasVnni(architecture, features)).toBe(expected);
  });
});
