import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shiftDate } from "./shift-date.ts";

describe("a moved date", () => {
  it.each([
    ["2024-02-29", "2024-03-01"],
    ["2023-12-31 23:59:59", "2024-01-01 23:59:59"],
    ["2/28/2023", "3/1/2023"],
    ["28/2/2023", "1/3/2023"],
    ["28.02.2023", "01.03.2023"],
    ["February 28, 2023", "March 1, 2023"],
    ["Feb 28 2023", "Mar 1 2023"],
    ["28 February 2023", "1 March 2023"],
    ["28th of Feb 2023", "1 Mar 2023"],
  ])("%s becomes %s a day later", (date, later) => {
    expect(shiftDate(date, 1)).toBe(later);
  });

  it.each(["2024", "March 2024", "Monday", "3 March", "2024-02-31", "31/31/2024"])("%s has no day to move", (date) => {
    expect(shiftDate(date, 1)).toBeUndefined();
  });

  it("comes back when it is moved back", () => {
    const date = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.integer({ min: -400, max: 400 }), (each, days) => {
        const iso = each.toISOString().slice(0, 10);
        expect(shiftDate(shiftDate(iso, days) ?? "", -days)).toBe(iso);
      }),
    );
  });
});
