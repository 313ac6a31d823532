import { describe, expect, it } from "vitest";
import { countHeaderRows } from "./count-header-rows.ts";

const table = (text: string) => text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));

describe("countHeaderRows", () => {
  it.each([
    ["names above numbers", "Part|Price\nA-1|12.50\nA-2|€ 9.00", 1],
    ["names above dates", "Who|When\nNg|2024-05-01\nLee|1.6.2024", 1],
    ["years as names", "Region|2022|2023\nNorth|100|200\nSouth|50|70", 1],
    ["quarters as names", "Region|Q1|Q2\nNorth|100|200", 1],
    ["an unnamed first column", "|Alpha|Beta\n0|1|2\n1|3|4", 1],
    ["a column that counts from the header on", "0|First name|Age\n1|Dulce|32\n2|Mara|25", 1],
    ["names of groups above names", "|2023||2024|\nRegion|Plan|Actual|Plan|Actual\nNorth|1|2|3|4", 2],
    ["texts only", "Name|City\nAnna|Rome\nBob|Oslo", 1],
    ["no names: numbers from the first row on", "1|2\n3|4", 0],
    ["no names: the first row is like the others", "A-113|Bearing|12.50\nA-114|Bolt|0.30", 0],
    ["no names: codes above codes", "A-1|B-1\nA-2|B-2", 0],
    ["no names: a value of the column", "yes please|Rome\nno thanks|Rome\nnever|Rome", 0],
    ["labels with their values", "Name:|Acme\nCity:|Rome", 0],
    ["a row alone", "Name|City", 0],
    ["nothing", "", 0],
  ])("finds the header of %s", (_, text, rows) => {
    expect(countHeaderRows(table(text))).toBe(rows);
  });
});
