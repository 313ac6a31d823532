import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const pages = {
  "bibliothek.md": `# Benutzungsordnung der Stadtbibliothek

## Gebühren

Ein Ausweis für Erwachsene kostet zwölf Euro im Jahr. Kinder und Jugendliche bezahlen nichts.
Für verspätete Rückgaben werden fünfzig Cent pro Tag und Medium berechnet.

## Öffnungszeiten

Die Bibliothek öffnet dienstags bis freitags um zehn Uhr und schließt um neunzehn Uhr. Montags ist sie geschlossen.
`,
  "piscine.md": `# Règlement de la piscine municipale

## Tarifs

L'entrée coûte quatre euros pour les adultes. Les enfants de moins de six ans entrent gratuitement.
Un abonnement annuel est vendu au prix de cent vingt euros.

## Hygiène

Le port du bonnet de bain est obligatoire dans tous les bassins. Les chaussures sont interdites au bord de l'eau.
`,
  "parking.md": `# Rules of the town car park

## Fees

A permit for residents costs thirty euros a month. Visitors pay two euros an hour.

## Opening hours

The car park opens at six in the morning and closes at midnight. Bicycles are parked free of charge on the first floor.
`,
};

const asked = [
  { question: "Wie viel kostet ein Ausweis für einen Erwachsenen?", said: "zwölf Euro", page: "bibliothek.md" },
  { question: "Was wird für eine verspätete Rückgabe berechnet?", said: "fünfzig Cent", page: "bibliothek.md" },
  { question: "Combien coûte une entrée pour un adulte ?", said: "quatre euros", page: "piscine.md" },
  { question: "Est-ce que les bonnets de bain sont obligatoires ?", said: "bonnet de bain", page: "piscine.md" },
  { question: "When does the car park open in the morning?", said: "six in the morning", page: "parking.md" },
];

describe("answers from documents in three languages", () => {
  const folder = temporaryFolder();
  let lydian: Lydian;

  beforeAll(async () => {
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder.path, name), text);
    lydian = await openLydian({ store: join(folder.path, ".lydian") });
    await lydian.add(folder.path);
  }, 120_000);

  afterAll(async () => {
    await lydian.close();
    folder.remove();
  });

  it.each(asked)("answers $question from the document in its language", async ({ question, said, page }) => {
    const answer = await lydian.ask(question);
    if (answer.status !== "grounded") throw new Error(`abstained: ${answer.reason}`);
    expect(answer.text).toContain(said);
    const cited = answer.citations.map(({ documentId }) => documentId);
    const source = answer.passages.find(({ hit }) => hit.uri.endsWith(page));
    expect(cited[0]).toBe(source?.hit.documentId);
  });

  it.each(["Wie heißt der Bürgermeister der Stadt Hamburg?", "Quelle est la vitesse maximale d'un train à vapeur ?"])(
    "abstains from a question that no document answers: %s",
    async (question) => {
      expect((await lydian.ask(question)).status).toBe("abstained");
    },
  );
});

describe("a context in a script without spaces", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("counts a token for each letter if no model counts the tokens", async () => {
    const store = join(folder.path, "store");
    const content = "図書館は午前九時に開きます。".repeat(20);
    const writer = await openLydian({ store });
    await writer.add([{ uri: "memo:library", content }], { embed: false });
    await writer.close();
    const reader = await openLydian({ store, settings: { embedding: { model: join(folder.path, "no-model") } } });
    const { usage } = await reader.ask("図書館は何時に開きますか", { mode: "lexical" });
    expect(usage.contextTokens).toBeGreaterThanOrEqual(content.length);
    await reader.close();
  });
});
