import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NumberCell, showNumber } from "./show-number.ts";

const show = (code: string | undefined, value: number, cell: Partial<NumberCell> = {}) =>
  showNumber({ value, code, storedText: undefined, isFrom1904: false, ...cell });
const textOf = (code: string | undefined, value: number) => show(code, value).text;

describe("showNumber", () => {
  it.each([
    ["dd.mm.yyyy", 45671, "2025-01-14 (14.01.2025)"],
    ["d.m.yy", 45671, "2025-01-14 (14.1.25)"],
    ["dd.mm.yyyy hh:mm", 45671.5, "2025-01-14 12:00 (14.01.2025 12:00)"],
    ["[$-407]d. mmmm yyyy", 45671, "2025-01-14 (14. Januar 2025)"],
    ["[$-40C]d mmmm yyyy", 45671, "2025-01-14 (14 janvier 2025)"],
    ["[$-D000407]dddd, d. mmmm yyyy;@", 45671, "2025-01-14 (Dienstag, 14. Januar 2025)"],
    ["yyyy年m月d日", 45671, "2025-01-14 (2025年1月14日)"],
    ["mmm yy", 45671, "2025-01 (Jan 25)"],
    ["yyyy", 45671, "2025"],
    ["dddd", 45671, "2025-01-14 (Tuesday)"],
    ["[Red]dd/mm/yyyy", 45671, "2025-01-14 (14/01/2025)"],
    ["yyyy\\-mm\\-dd;@", 45671, "2025-01-14"],
    ["yyyy-mm-ddThh:mm:ss", 45671.3, "2025-01-14T07:12:00"],
    ["m/d/yy", 45671, "2025-01-14"],
    ["m/d/yy h:mm", 45671.5, "2025-01-14 12:00"],
    ["[$-F800]dddd, mmmm dd, yyyy", 45671, "2025-01-14"],
    ["dd.mm.yyyy hh:mm:ss.000", 45671.000005, "2025-01-14 00:00:00.432 (14.01.2025 00:00:00.432)"],
  ])("writes the date of %j in ISO form, as precise as it is shown", (code, value, text) => {
    expect(show(code, value)).toEqual({ text, isRaw: false });
  });

  it.each([
    ["h:mm AM/PM", 0.75, "6:00 PM"],
    ["[h]:mm", 1.5, "36:00"],
    ["[mm]:ss", 0.5, "720:00"],
    ["mm:ss.0", 0.001, "01:26.4"],
    ["mmss.0", 0.001, "0126.4"],
    ["# ?/?", 1.25, "1 1/4"],
    ["0.0%", 0.125, "12.5%"],
    ["0.00E+00", 12345, "1.23E+04"],
    ['0" kg"', 7, "7 kg"],
    ['[>100]"high";[<0]"low";0', 200, "high"],
    ['[>100]"high";[<0]"low";0', -2, "low"],
    ["[Blue]0;[Red](0)", -3, "(3)"],
    ['0;-0;"none"', 0, "none"],
    ["#,##0,", 1_234_567, "1,235"],
    ["@", 5, "5"],
    ["General", 4_006_381_333_931, "4006381333931"],
    ["General", 0.1 + 0.2, "0.3"],
    [undefined, 12.5, "12.5"],
  ])("shows a number with %j as the cell does", (code, value, text) => {
    const shown = show(code, value);
    expect({ ...shown, text: shown.text.trim() }).toEqual({ text, isRaw: false });
  });

  it("writes decimals and groups in one way, whatever language a currency names", () => {
    expect(textOf("[$€-407] #,##0.00", 1234.5)).toBe("€ 1,234.50");
    expect(textOf("#,##0 [$Fr.-807]", 1234)).toBe("1,234 Fr.");
    expect(textOf("[$-407]0.0", 1.5)).toBe("1.5");
  });

  it("uses the section that applies to the number", () => {
    expect(textOf("0.00;dd.mm.yyyy", 45671)).toBe("45671.00");
    expect(textOf("[>=1]dd.mm.yyyy;h:mm", 45671)).toBe("2025-01-14 (14.01.2025)");
    expect(textOf("[>=1]dd.mm.yyyy;h:mm", 0.5)).toBe("12:00");
  });

  it("gives no ISO date for days that do not exist", () => {
    expect(textOf("d.m.yyyy", 60)).toBe("29.2.1900");
    expect(textOf("yyyy-mm-dd", 0)).toBe("1900-01-00");
    expect(textOf("d.m.yyyy", 59)).toBe("1900-02-28 (28.2.1900)");
    expect(textOf("d.m.yyyy", 61)).toBe("1900-03-01 (1.3.1900)");
  });

  it("counts days from 1904, but not the hours of a duration", () => {
    expect(show("d.m.yyyy", 0, { isFrom1904: true }).text).toBe("1904-01-01 (1.1.1904)");
    expect(show("d.m.yyyy", -1, { isFrom1904: true }).text).toBe("1903-12-31 (31.12.1903)");
    expect(show("[h]:mm", 1.5, { isFrom1904: true }).text).toBe("36:00");
  });

  it.each([
    ["dd.mm.yyyy", -1],
    ["dd.mm.yyyy", 2_958_466],
    ["[Foo]0", 5],
    ["0;0;0;0;0", 5],
    ['"open', 5],
  ])("shows a number as it is stored for a code that it cannot use: %j, %d", (code, value) => {
    expect(show(code, value)).toEqual({ text: String(value), isRaw: true });
  });

  it("writes every date so that its ISO form is the number again", () => {
    const codes = fc.constantFrom(
      "dd.mm.yyyy",
      "m/d/yy",
      "[$-40C]dddd d mmmm yyyy",
      "yyyy-mm-dd",
      "d. mmm",
      "b2dd/mm/yy",
    );
    fc.assert(
      fc.property(codes, fc.integer({ min: 61, max: 2_958_465 }), fc.boolean(), (code, day, isFrom1904) => {
        const { text, isRaw } = show(code, isFrom1904 ? day - 1462 : day, { isFrom1904 });
        expect(isRaw).toBe(false);
        const epoch = Date.UTC(1899, 11, 30);
        expect((Date.parse(`${text.slice(0, 10)}T00:00:00Z`) - epoch) / 86_400_000).toBe(day);
      }),
    );
  });

  it("writes every minute so that its ISO form is the number again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 61 * 1440, max: 2_958_465 * 1440 }), (minutes) => {
        const { text } = show("dd.mm.yyyy hh:mm", minutes / 1440);
        const written = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 16)}:00Z`);
        expect((written - Date.UTC(1899, 11, 30)) / 60_000).toBe(minutes);
      }),
    );
  });

  it("shows something for any code and number", () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), (code, value) => {
        expect(typeof show(code, value).text).toBe("string");
      }),
    );
  });
});
