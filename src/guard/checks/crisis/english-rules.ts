import { type CrisisRule, LETTERS, rulesIn } from "./crisis-rule.ts";

const rule = rulesIn("en");

const I = "(?:i|i'm|im|i've|ive|i'll|i'd|id)";
const drug =
  "(?:pills?|tablets?|capsules?|medication|meds|medicine|drugs?|paracetamol|acetaminophen|tylenol|ibuprofen|advil|aspirin|insulin|xanax|valium|antidepressants?|painkillers?|opioids?|morphine|sleeping)";
const close =
  "(?:friend|brother|sister|husband|wife|partner|girlfriend|boyfriend|son|daughter|mom|mum|mother|dad|father|child|kid|roommate|flatmate|colleague|coworker|cousin|uncle|aunt|niece|nephew|ex|teenager)";
const themselves = "(?:himself|herself|themselves|themself)";
const many =
  "(?:all|every|the whole|a whole|an entire|the entire|a full|half a|a lot|a bunch|a handful|[0-9]{2,3}|ten|twenty|thirty|forty|fifty|a hundred)";

/** Ways in which people in a crisis write English. */
export const englishRules: readonly CrisisRule[] = [
  rule(
    "kill-myself",
    0.95,
    "(?:kill|killing|killed|hang|hanging|hanged|shoot|shooting|drown|drowning|poison|poisoning|unalive|unaliving|off|offing|suffocate|suffocating) myself\\b(?! (?:laughing|with (?:work|laughter)|to (?:finish|get|meet|make)|at (?:the gym|work)|for (?:forgetting|missing|not|losing)|in the foot|up\\b))",
  ),
  rule(
    "end-my-life",
    0.95,
    "(?:end|ending|ended|take|taking|took) my (?:own )?life\\b(?! (?:insurance|story|savings|partner|back|into|to))",
  ),
  rule(
    "suicidal",
    0.95,
    `(?:${I} <4> suicidal\\b|my suicidal\\b|feeling suicidal\\b|${I} <4> thoughts? of (?:suicide|killing|dying|ending)\\b)`,
  ),
  rule(
    "suicide",
    0.95,
    `${I} <3> (?:want|wanna|going|gonna|plan|planning|ready|tempted|considering|tried|attempted|attempting|contemplating|might|should|will|may)(?: to)? (?:commit(?:ting)? |attempt(?:ing)? )?suicide\\b`,
  ),
  rule(
    "thinking-of-death",
    0.9,
    `${I} <4> (?:think|thinking|thought|dream|dreaming|fantasi[sz]e|fantasi[sz]ing|obsessing) (?:about|of) (?:suicide|killing myself|ending (?:it|everything|things)\\b|dying\\b|not being (?:here|alive)|driving (?:into|off)|jumping|overdosing|taking (?:all|them all|everything))`,
  ),
  rule(
    "wish-to-die",
    0.9,
    `${I}(?: (?!don't|dont|not|never|didn't|wouldn't)[${LETTERS}']{1,12}){0,4}? (?:want|wanna|wanted|wish|hope|ready|rather|deserve|prefer|longing|praying|hate myself and want)(?: to| i would| i could)? (?:just )?(?:die|be dead|not (?:be alive|exist|wake up)|never wake up|stop existing|be gone|disappear forever|leave this (?:world|life))\\b(?! (?:of|from|laughing|on (?:this|that) hill|hard|trying|before|rich|happy|in|peacefully|with dignity|by then))`,
  ),
  rule("sleep-forever", 0.85, `${I} <6> (?:and |could )(?:just )?(?:not|never) wake up\\b`),
  rule("wish-i-were-dead", 0.9, "i wish(?: that)? i (?:was|were|could be|would be) (?:just )?dead\\b"),
  rule(
    "wish-unborn",
    0.9,
    "i wish(?: that)? i (?:was never|were never|had never been|wasn't|weren't|hadn't been) (?:born|alive)\\b",
  ),
  rule("should-be-dead", 0.85, `(?:${I} <8> should (?:be dead|die|not be alive)|better off dead)\\b`),
  rule(
    "not-want-to-live",
    0.9,
    "i(?: just| really| simply| honestly)? (?:don't|dont|do not|no longer|didn't|can't) (?:really |even )?(?:want|wanna|wish)(?: to)? (?:live|be alive|exist|wake up|stay alive|keep living|be in this world|be on this earth)<end>",
  ),
  rule(
    "not-want-to-be-here",
    0.75,
    "i(?: just| really| simply| honestly)? (?:don't|dont|do not|no longer) (?:really |even )?(?:want|wanna)(?: to)? (?:be here|be around|go on|carry on)(?= ?(?:any\\s?more|any longer|at all|[.!?]|$))",
  ),
  rule(
    "cannot-go-on",
    0.7,
    "i(?: really| just| simply)? (?:can't|cant|can ?not) (?:go on|keep living|carry on living|go on living|live)(?= (?:like this|any\\s?more|any longer|living)|[.!?,]|$)",
  ),
  rule(
    "no-reason-to-live",
    0.85,
    "(?:no (?:point|reason|sense|purpose|use)|(?:don't|dont|do not|can't) see (?:a|any|the) (?:point|reason)|not any (?:point|reason))(?: left)?(?: in| to| for)?(?: me| me to)? (?:living|live|being alive|be alive|stay alive|staying alive|keep living|to live|going on|existing|waking up|wake up)<end>",
  ),
  rule(
    "no-reason-to-go-on",
    0.8,
    "see (?:a|any|no) reason to (?:stay alive|keep living|live|wake up|go on)(?= ?(?:tomorrow|[.!?,]|$|any))",
  ),
  rule("nothing-to-live-for", 0.9, "nothing(?: left| more| else)?(?: for me)? to live for\\b"),
  rule(
    "not-worth-living",
    0.85,
    "(?:my life|life) (?:isn't|isnt|is not|'s not|is no longer|just isn't)(?: even| really)? worth (?:living|it<end>)",
  ),
  rule("will-to-live", 0.85, `${I} <3> (?:lost|losing|no) (?:the|my|all) will to live\\b`),
  rule(
    "tired-of-life",
    0.8,
    `(?:${I} <4>|so) (?:tired|sick|done|finished|fed up) (?:of|with) (?:living|being alive|life|my life|this life|existing|everything and everyone)(?= ?(?:[.!?,;]|$|any))`,
  ),
  rule("out-of-life", 0.85, `${I} <3> want out of (?:this|my) life\\b`),
  rule(
    "no-way-out",
    0.7,
    "i (?:see|have|find|can't see|cannot see|don't see)(?: no| any| a)(?: other)? way out(?= ?(?:[.!?,;]|$|any\\s?more|except|but|other than))",
  ),
  rule(
    "missed-by-nobody",
    0.8,
    "(?:no\\s?one|nobody) (?:would|will|'d)(?: even| really| ever)? (?:miss me\\b|(?:notice|care|mind|cry) <2> (?: if| when) i(?:'m| am| was| were| died| disappeared| vanished))",
  ),
  rule(
    "better-without-me",
    0.8,
    "(?:everyone|everybody|they|they'd|they'll|family|world|kids|children|people|wife|husband|parents|friends|all|mum|mom|he|she) <3> (?:better off|happier|better|relieved) <2> (?:without me\\b(?! (?:in|at|on|for|as)\\b)|if i (?:was|were|wasn't|weren't|wasnt|werent|died|disappeared|just died)(?: not)?(?: dead| gone| around| here| alive| never born)?<end>)",
  ),
  rule("cares-whether-i-live", 0.75, "(?:cares?|matters?) (?:whether|if) i (?:live|die|am alive|'m alive)\\b"),
  rule(
    "only-option",
    0.9,
    "(?:ending (?:my life|it all)|suicide|death|dying) (?:is|seems|feels)(?: like)?(?: to be)? (?:my|the) (?:only|best|last) (?:option|way|solution|choice|thing)",
  ),
  rule("end-it-all", 0.85, `${I} <5> end(?:ing)? it all\\b`),
  rule(
    "want-it-to-end",
    0.65,
    "i (?:just )?want (?:it|everything|this|this pain|the pain|it all|everything all)(?: all)? to (?:end|stop|be over)<end>",
  ),
  rule(
    "goodbye-letter",
    0.9,
    `${I} <3> (?:wrote|written|writing|write|left|leaving|finished) <3> (?:suicide note|goodbye (?:letter|note)s?)`,
  ),
  rule(
    "not-alive-tomorrow",
    0.8,
    "i (?:won't|wont|will not) be (?:alive|around) <2> (?:tomorrow|much longer|any\\s?more|next (?:week|month|year))",
  ),
  rule(
    "self-harm",
    0.85,
    `(?:${I} <3> self[- ]?harm(?:ing|ed)?\\b|${I} <4> (?:want|wanna|need|going|gonna|like|urge|urges|thinking|thoughts|started|keep|been|ready|plan|planning)(?: to| of| about| on)? (?:cut|cutting|hurt|hurting|harm|harming|burn|burning|starve|starving) myself\\b(?! (?:at work|while|lifting|during|in training|on the|with the)))`,
  ),
  rule(
    "self-harm-again",
    0.85,
    "(?:cut|cutting|hurt|hurting|harm|harmed|harming|burn|burned|burning) myself (?:on purpose|again<end>|every (?:night|day)|when i feel|to feel|to cope|to punish)",
  ),
  rule(
    "self-harm-question",
    0.8,
    "(?:hurt|painful|feel|happen|happens) <3> if i <1> (?:jumped|jump|cut my (?:wrists?|arms?|veins?)|hanged?|hung|drowned|shot|stabbed)(?: myself| off| from|<end>|(?= ?\\?))",
  ),
  rule(
    "how-many-pills",
    0.9,
    `how (?:many|much) <5> ${drug} <7> (?:to|will|would|before i|until i) (?:die|kill (?:me|yourself|myself|you|a person)|end (?:my life|it)|not wake up|overdose|never wake up)\\b`,
  ),
  rule(
    "way-to-die",
    0.9,
    "(?:easiest|best|quickest|fastest|painless|painful|good|surest|simplest|easy|quick|sure|any|peaceful)(?: and <1>)? ways? (?:to|of|for me to) (?:die|dying|kill(?:ing)? (?:myself|yourself|oneself)|end(?:ing)? (?:my|your|one's|a) life|commit(?:ting)? suicide|overdos(?:e|ing))\\b",
  ),
  rule(
    "how-to-die",
    0.9,
    "how (?:can|do|could|should|would|to) (?:i )?(?:best |painlessly |quickly )?(?:die (?:without|quickly|fast|painless|peacefully|in my sleep)|commit suicide|overdose\\b|tie a noose|end my life)",
  ),
  rule(
    "overdose",
    0.9,
    `${I}(?: just| already| accidentally| have just)? (?:took|taken|take|swallowed|ate|eaten|downed) (?:too many\\b|an overdose\\b|(?:almost |nearly )?${many}(?: of)?(?: my| the| these| his| her)? <3> ${drug})`,
  ),
  rule(
    "overdosed",
    0.9,
    `${I}(?: just| think i| may have| might have| have| tried to| want to| wanted to| am going to) overdosed?\\b`,
  ),
  rule(
    "taking-all",
    0.85,
    `(?:thinking (?:of|about)|want to|wanna|going to|gonna|planning (?:on|to)|tempted to|happens if i|happen if i) (?:take|taking|took|swallow|swallowing|swallowed) (?:them all\\b|(?:${many})(?: of)?(?: my| the| these)? <3> (?:${drug}|at once\\b))`,
  ),
  rule(
    "means-at-hand",
    0.85,
    `${I}(?: have| got| have got)?(?: a| the| my| some| enough)? (?:loaded )?(?:gun|rope|pistol|rifle|razor|noose|blade|pills) <4> (?:and|ready|to) <4> (?:use it|use them|end it|end this|do it|die|take them|pull the trigger)`,
  ),
  rule(
    "at-the-edge",
    0.9,
    `${I} <3> (?:on|at|near)(?: the| a)? <3> (?:bridge|roof|rooftop|ledge|edge|cliff|tracks|balcony|platform)\\b[^.!?\\n]{0,40}?(?:jump|end it|step off|let go|throw myself|fall)`,
  ),
  rule(
    "jump",
    0.85,
    "(?:jump|jumping|throw myself|throwing myself) (?:off|from|in front of|under)(?: a| the| this)? (?:bridge|building|roof|train|cliff|truck|balcony|window|car)\\b",
  ),
  rule(
    "abbreviation",
    0.8,
    "(?:(?:gonna|going to|want to|wanna|will|just|might|i'?ll) kms\\b|kms (?:tonight|now|today|rn|fr)\\b)",
  ),
  rule(
    "someone-close",
    0.75,
    `my (?:[${LETTERS}-]{1,12} ){0,2}?${close}(?:'s)? <6> (?:suicidal\\b|(?:kill|killing|hurt|hurting|harm|harming|hang|hanging|shoot|cut|cutting) ${themselves}\\b|(?:wants?|wanted|going|threatening|threatens|threatened|wishes|trying|tried) to die\\b|end(?:ing)? (?:his|her|their) (?:own )?life\\b|talk(?:s|ing) about (?:suicide|dying|killing)|(?:took|taken|swallowed) (?:all|too many|a whole)|overdosed\\b)`,
  ),
];
