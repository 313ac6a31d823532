import { describe, expect, it } from "vitest";
import { parseXml } from "../xml/parse-xml.ts";
import { writeMath } from "./write-math.ts";

const M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const r = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
const e = (text: string) => `<m:e>${r(text)}</m:e>`;

describe("writeMath", () => {
  it.each([
    [`<m:f><m:num>${r("mλ")}</m:num><m:den>${r("2")}</m:den></m:f>`, "(mλ)/2"],
    [`<m:sSup>${e("10")}<m:sup>${r("-6")}</m:sup></m:sSup>`, "10^(-6)"],
    [`<m:sSubSup>${e("x")}<m:sub>${r("i")}</m:sub><m:sup>${r("2")}</m:sup></m:sSubSup>`, "x_i^2"],
    [`<m:rad><m:deg/>${e("2")}</m:rad>`, "sqrt(2)"],
    [`<m:rad><m:deg>${r("3")}</m:deg>${e("x")}</m:rad>`, "root(3, x)"],
    [`<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=")"/></m:dPr>${e("0")}${e("1")}</m:d>`, "[0|1)"],
    [
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${r("i=1")}</m:sub><m:sup>${r("n")}</m:sup>${e("i")}</m:nary>`,
      "∑_(i=1)^n i",
    ],
    [`<m:func><m:fName>${r("sin")}</m:fName>${e("θ")}</m:func>`, "sin θ"],
    [`<m:m><m:mr>${e("a")}${e("b")}</m:mr><m:mr>${e("c")}${e("d")}</m:mr></m:m>`, "[a, b; c, d]"],
    [`<m:new>${r("kept")}</m:new>`, "kept"],
  ])("writes %s as one line", (xml, expected) => {
    expect(writeMath(parseXml(Buffer.from(`<m:oMath ${M}>${xml}</m:oMath>`)))).toBe(expected);
  });
});
