import { openLydian } from "lydian";

const lydian = await openLydian({ store: ".lydian" });
await lydian.add("examples/handbook");
const answer = await lydian.ask("Who repairs the autoclave A-113?");
if (answer.status === "grounded") {
  console.log(answer.text);
  for (const { number, quote } of answer.citations) console.log(`[${number}] “${quote}”`);
} else console.log(`There is no answer (${answer.reason}).`);
await lydian.close();
