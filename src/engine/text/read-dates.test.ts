import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDayOrderReader, readDate } from "./read-dates.ts";

function orderOf(...cells: readonly string[]) {
  const reader = createDayOrderReader();
  for (const cell of cells) reader.add(cell);
  return reader.order();
}

describe("the dates of a table column", () => {
  it.each([
    ["2024-03-05", "2024-03-05"],
    ["2024-03-05 10:30", "2024-03-05"],
    ["2024-03-05T10:30:00.000Z", "2024-03-05"],
    ["5.3.2024", "2024-03-05"],
    ["5 March 2024", "2024-03-05"],
    ["Mar 5, 2024", "2024-03-05"],
  ])("include %j", (cell, iso) => {
    expect(readDate(cell, "day-first")).toBe(iso);
  });

  it.each(["", "2024", "2024-03", "March 2024", "2024-02-30", "31.4.2024", "5 March", "on 5 March 2024", "A-113", "0"])(
    "do not include %j",
    (cell) => {
      expect(readDate(cell, "day-first")).toBeUndefined();
    },
  );

  it("have the order of day and month that the whole column shows", () => {
    expect(orderOf("03/05/2024", "25/12/2024")).toBe("day-first");
    expect(orderOf("03/05/2024", "12/25/2024")).toBe("month-first");
    expect(orderOf("03/05/2024")).toBeUndefined();
    expect(orderOf("13/05/2024", "05/13/2024")).toBeUndefined();
    expect(orderOf("2024-03-05", "03/03/2024")).toBe("day-first");
  });

  it("are read from every form in which a day can be written", () => {
    const days = fc.date({ min: new Date("1000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split("-");
        const words = date.toLocaleDateString("en-GB", {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        });
        expect(readDate(iso, "day-first")).toBe(iso);
        expect(readDate(`${day}.${month}.${year}`, "month-first")).toBe(iso);
        expect(readDate(`${day}/${month}/${year}`, "day-first")).toBe(iso);
        expect(readDate(`${month}/${day}/${year}`, "month-first")).toBe(iso);
        expect(readDate(words, "day-first")).toBe(iso);
      }),
    );
  });
});
