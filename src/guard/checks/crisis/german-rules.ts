import { type CrisisRule, LETTERS, rulesIn } from "./crisis-rule.ts";

const rule = rulesIn("de");

const want = "(?:will|wollte|möchte|möcht|würde|werde|könnte|muss|sollte|würd)";
const drug =
  "(?:tabletten?|pillen?|schlaftabletten?|schlafmittel|medikamente|paracetamol|ibuprofen|aspirin|insulin|schmerzmittel)";
const close =
  "(?:freundin|freund|bruder|schwester|mann|frau|partnerin|partner|sohn|tochter|mutter|mama|vater|papa|kind|mitbewohnerin|mitbewohner|kollegin|kollege|cousine|cousin|onkel|tante|nichte|neffe|ex)";
const end = "(?= ?(?:[.!?,;]|$|und\\b|aber\\b|weil\\b|ich\\b|mehr\\b))";

/** Ways in which people in a crisis write German. */
export const germanRules: readonly CrisisRule[] = [
  rule(
    "kill-myself",
    0.95,
    "mich <2> (?:umbringen|umzubringen|umgebracht|töten|erhängen|zu erhängen|erhängt|erschießen|zu erschießen|vergiften|zu vergiften|ertränken|vor (?:den|einen) zug (?:werfen|schmeißen))",
  ),
  rule("kill-myself-now", 0.95, "ich bring(?:e)? mich <3> um\\b"),
  rule("end-my-life", 0.95, "mir <2> das leben (?:zu )?nehmen"),
  rule("taking-my-life", 0.95, "ich nehm(?:e)? mir <2> das leben"),
  rule(
    "life-ending",
    0.9,
    `(?:mein(?:em|es)? leben|allem|es|alles) <2> (?:ein ende (?:zu )?(?:setzen|machen|bereiten)|beenden(?= ?(?:[.!?,;]|$)))`,
  ),
  rule("finish-with-life", 0.9, "schluss <2> (?:mit (?:meinem|dem) leben|machen mit (?:meinem|dem) leben)"),
  rule(
    "wish-to-die",
    0.9,
    `ich ${want}(?: (?!nicht\\b|nie\\b)[${LETTERS}]{1,12}){0,3}? (?:sterben|tot sein|nie wieder aufwachen|nie mehr aufwachen|für immer (?:schlafen|einschlafen|weg sein))(?! (?:vor|an)\\b)`,
  ),
  rule("sleep-forever", 0.9, "einschlafen und <1> (?:nie(?:mals)?(?: wieder| mehr)?|nicht mehr) aufwachen"),
  rule(
    "not-want-to-live",
    0.9,
    `ich (?:${want}|mag) <2> nicht (?:mehr|länger)(?: weiter)? (?:leben|da ?sein|hier sein|aufwachen|weiterleben|existieren|auf dieser welt sein)${end}`,
  ),
  rule(
    "no-wish-to-live",
    0.9,
    "(?:keine (?:lust|kraft)|keinen (?:lebenswillen|mut)) mehr <1> zu leben|keinen lebenswillen|lebensmüde\\b(?!r)",
  ),
  rule(
    "no-sense",
    0.85,
    "(?:mein leben|das leben|mein dasein) <2> (?:keinen sinn|sinnlos|nicht(?:s)? mehr wert|nicht lebenswert)",
  ),
  rule("no-way-out", 0.75, "ich (?:sehe|finde|habe) keinen ausweg(?= ?(?:[.!?,;]|$|mehr))"),
  rule(
    "cannot-go-on",
    0.7,
    "ich kann (?:so |einfach )?nicht mehr(?: (?:weiter|weiterleben|so weiter(?:machen|leben)?|leben))?(?= ?(?:[.!?,;]|$|und))",
  ),
  rule(
    "want-it-over",
    0.75,
    `ich ${want} <3> ,? ?(?:dass|das)? (?:alles|es) <1> (?:vorbei ist|aufhört|endet|zu ende ist)`,
  ),
  rule(
    "wish-i-were-dead",
    0.9,
    "(?:wünschte|wünsche mir|liebsten|besser)(?:,)? <2> (?:ich )?(?:wäre|wär)(?: ich)? <1> (?:tot|nicht mehr da|nie geboren|nicht geboren|nicht mehr am leben)",
  ),
  rule("should-be-dead", 0.85, "ich <8> (?:sollte|verdiene es,?) <1> (?:tot (?:zu )?sein|(?:zu )?sterben)"),
  rule(
    "missed-by-nobody",
    0.8,
    "(?:niemand|keiner|niemandem|keinem) (?:würde|wird|würd) <2> (?:mich vermissen|merken,? <1> (?:wenn|dass) ich|auffallen,? wenn ich)",
  ),
  rule(
    "better-without-me",
    0.8,
    "(?:ohne mich (?:wäre|wären|ginge|geht|hätten)(?: es)? <3> (?:besser|glücklicher|leichter)|besser,? wenn (?:es mich nicht|ich (?:nicht mehr|tot|weg))|(?:besser|glücklicher)(?: dran)? ohne mich)",
  ),
  rule(
    "suicidal",
    0.95,
    `(?:ich <4> (?:suizidgedanken|selbstmordgedanken|suizidal\\b|suizidabsichten|selbstmordabsichten)|meine (?:suizid|selbstmord)gedanken|ich denk(?:e)? <4> (?:an|über)(?: den| meinen)? (?:selbstmord|suizid|freitod|tod)(?= ?(?:[.!?,;]|$|nach)))`,
  ),
  rule("suicide", 0.95, "ich <4> (?:selbstmord|suizid) (?:begehen|machen|verüben)"),
  rule(
    "goodbye-letter",
    0.9,
    "ich <4> abschiedsbriefe? <2> (?:geschrieben|schreiben)|ich schreib(?:e)? <3> abschiedsbrief",
  ),
  rule(
    "self-harm",
    0.85,
    `(?:ich <1> ritz(?:e)? mich|mich <2> (?:geritzt|zu ritzen|ritzen)|ich ${want} mich <2> (?:verletzen|schneiden)|ich verletz(?:e)? mich <1> (?:selbst|absichtlich|mit absicht))`,
  ),
  rule(
    "overdose",
    0.9,
    `ich (?:habe?|hab) <2> (?:zu viele?|alle|eine ganze packung|eine ganze schachtel|[0-9]{2,3})(?: meine| die)? <1> ${drug} <3> (?:genommen|geschluckt|eingenommen|intus)|ich habe? <2> überdosis`,
  ),
  rule(
    "how-many-pills",
    0.9,
    `wie ?viele? <3> ${drug}(?:,)? <6> ,? <4> (?:zu sterben|sterben|stirbt|umzubringen|tödlich|nicht mehr aufwach(?:t|e))`,
  ),
  rule(
    "way-to-die",
    0.9,
    "(?:schmerzlose?n?|schmerzfreie?n?|einfachste|schnellste|beste|sicherste|leichteste|schnelle|einfache) (?:art|weg|methode|möglichkeit)(?:,)? <3> (?:sterben|umzubringen|das leben zu nehmen|selbstmord|suizid)",
  ),
  rule(
    "how-to-die",
    0.9,
    "wie (?:kann|könnte|soll) (?:ich|man) <2> (?:mich|sich) <3> (?:umbringen|das leben nehmen|töten)",
  ),
  rule(
    "at-the-edge",
    0.9,
    "ich <2> (?:stehe|bin|sitze) <2> (?:auf|an) (?:der|dem|einer|einem) <1> (?:brücke|dach|klippe|gleisen?|bahnsteig|geländer|balkon|abgrund)[^.!?\\n]{0,40}?(?:spring|ende|runter|fallen)",
  ),
  rule(
    "someone-close",
    0.75,
    `(?:mein|meine|meiner|meinem) <1> ${close} <4> (?:(?:sich|ihm|ihr) <2> (?:umbringen|das leben nehmen|etwas antun|töten)|(?:will|möchte) <2> (?:sterben|nicht mehr leben)|(?:ist|wirkt) <2> (?:suizidal|suizidgefährdet)|(?:redet|spricht) <2> (?:suizid|selbstmord))`,
  ),
  rule("hurt-myself", 0.85, `ich ${want} mir <2> (?:etwas|was) antun`),
];
