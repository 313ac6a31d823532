const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Lower-case words whose full stop never ends a sentence, since something always follows. */
export const openAbbreviations: ReadonlySet<string> = set(
  "adm approx apr art aug bzw ca capt cf ch cmdr col cpt dec dept dr ed eds e.g eg eq eqs esp est etw exp feb fig figs fr gen gov hon i.e ie jan jul jun lt maj mar mme mlle mr mrs ms mt nov oct op pp prof ref refs rep resp rev sec sect sen sep sept sgt sr st suppl tab usw viz vol vols vs z.b d.h u.a",
);

/** Whose full stop ends a sentence only before a word that opens one: `at 5 p.m. The clinic`. */
export const closedAbbreviations: ReadonlySet<string> = set(
  "a.m al b.a bros co corp d.c etc inc jr llc ltd m.d m.sc p.m ph.d u.k u.n u.s u.s.a",
);

/** Whose full stop ends no sentence before a digit: `No. 5`, `p. 12`. */
export const numberAbbreviations: ReadonlySet<string> = set("no nos nr nrs p para par pg chap cl line lot item");

/** Lower-case words that open a sentence more often than they follow an abbreviation in one. */
export const sentenceOpeners: ReadonlySet<string> = set(
  "a after all although an and another any as at both but by each every finally first for from furthermore he her here his how however i if in it its many moreover most no nor not of on one only or our she since so some such that the their then there therefore these they this those though thus to under until we what when where which while who why with yet you your",
);
