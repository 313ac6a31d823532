// Harmless texts that look like attacks: role-play set-ups, prompts about security and code, words of attacks in other
// meanings, and questions about documents. Written for training; no text of a data set is in here.

const lists = {
  role: "travel guide|storyteller|nutritionist|chemistry teacher|piano tutor|debate trainer|gardener|wedding planner|tax adviser|historian of Rome|football commentator|stand-up comedian|screenwriter|novelist|poet|rapper|motivational speaker|philosophy teacher|data scientist|statistician|accountant|recruiter|job interviewer|career counsellor|dentist|doctor|psychologist|relationship coach|personal trainer|yoga teacher|chef|sommelier|florist|interior designer|architect|fashion stylist|make-up artist|mechanic|electrician|real estate agent|logistics planner|startup founder|product manager|technical writer|full-stack developer|Linux terminal|SQL console|JavaScript console|Python shell|spreadsheet in plain text|dictionary|synonym finder|spelling corrector|English improver|pronunciation helper|language detector|title generator|essay writer|journalist|movie critic|music reviewer|book reviewer|magician|astrologer|dream interpreter|fortune teller|chess partner|quiz master|text adventure game|escape room host|character from a novel|famous explorer|medieval knight|pirate captain|old librarian|Socratic teacher|logician|fallacy finder|plagiarism checker|proofreader|legal adviser|scrum master|UX designer|cyber security specialist|network engineer|database administrator|cloud architect|regex generator|commit message generator|flashcard maker|speech writer|advertiser|social media manager|speech therapist|elocution coach|gaming partner|emoji translator|password generator|Morse translator|diagram generator|prompt engineer|note taker|translator|tea taster|car navigation system|hypnotherapist|social worker|museum guide|biologist|birdwatcher|meteorologist|urban planner|beekeeper|midwife|veterinarian|carpenter|sailing instructor|mountaineer|vocabulary trainer|Spanish teacher|German tutor|French chef|Japanese teacher|grammar checker|patent attorney|economist|stockbroker|investment manager|insurance adviser|event manager|hotel receptionist|night-shift nurse|paramedic|pharmacist|school principal|babysitter|camp counsellor|radio host|podcast editor|sound engineer|lyricist|composer|choir conductor|sculptor|photographer|animator|game designer|puzzle author|crossword setter|mathematician|astronomer|physicist|geologist|archaeologist|linguist|anthropologist|sociologist|theologian|mediator|negotiator|diplomat|mayor of a small town".split(
    "|",
  ),
  topic:
    "a trip to Lisbon|growing tomatoes on a balcony|learning to swim|the French Revolution|renewable energy|a job in marketing|an old bicycle|my first marathon|black holes|a birthday party for ten children|saving money|the history of tea|remote work|better sleep|a rainy weekend|an online shop for candles|a novel about two sisters|my shyness at parties|a vegetable soup|a small flat with little light|machine learning for beginners|the rules of badminton|a conflict with a colleague|insulin|climate policy|a garden in the shade|vaccination schedules|a lost parcel|a broken dishwasher|time management|a wedding speech|a headache that comes back|a budget for students|choosing a laptop|the causes of inflation|a new puppy|a phone interview|the theory of evolution|a website for a bakery".split(
      "|",
    ),
  giveMe:
    "I will give you {thing} and you will answer with {result}|I will type {thing} and you reply with {result}|I will describe {thing} and you should give me {result}|I'll provide {thing}; your job is to come up with {result}|my request will contain {thing}, and your reply should be {result}|you will receive {thing} and turn it into {result}".split(
      "|",
    ),
  thing:
    "a sentence|a topic|a situation|a word|a list of ingredients|a piece of code|a paragraph|a problem|my symptoms|my location|a theme|my answers|a command|a position on the board|a product|a short text|a name|an error message|a table|a question".split(
      "|",
    ),
  result:
    "a short explanation|three suggestions|a better version|a list of options|one paragraph|a table with two columns|what the terminal should show|the translation|a step-by-step plan|a poem of eight lines|only the corrected text|a title|an honest review|a detailed plan|the next move|constructive feedback|a summary in plain words|an analogy|a joke|a recipe".split(
      "|",
    ),
  only: "Do not write explanations.|Only reply with the result and nothing else.|Do not write all of the conversation at once.|Ask me one question at a time and wait for my answers.|Write your answer inside one code block.|Keep the tone friendly and professional.|You should not give your own opinion.|Don't repeat yourself.|Reply in the language in which I write.|Never leave out a step.|Use simple words that a child understands.|When I need to tell you something in English, I will use curly brackets.|Stay polite and be creative.|Do not answer like a machine.|Your answers should be short.|Please be as detailed as you can.|Do not type commands unless I ask you to.|Make sure that every fact is right.|Do not include any code.|You must stay in the role of the {role} and speak as one would.|You must always answer in complete sentences.|Be strict when you correct me.".split(
    "|",
  ),
  first:
    'My first request is about {topic}.|My first sentence is: I need help with {topic}.|Start with {topic}.|The first question concerns {topic}.|Let\'s begin with {topic}.|My first suggestion request is "I want to know more about {topic}".|The first topic is {topic}.|Are you ready?|My first command is pwd.|Here is the first one: {topic}.'.split(
      "|",
    ),
  opening:
    "I want you to act as a {role}.|I want you to act as an experienced {role}.|Act as a {role}.|Imagine you are a {role} who talks about {topic}.|Please act as my {role}.|You are a {role} with twenty years of experience.|You will be a {role} and I will be your client.|I would like you to play a {role}.|Take the role of a {role}.|Let's pretend that you are a {role}.|Pretend to be a {role}.|Assume the role of a {role} and help me with {topic}.|As a {role}, help me with {topic}.|Your task is to work as a {role}.|You are an AI assistant that helps a {role}.|I need you to be a {role} for me.|Be my {role} today.".split(
      "|",
    ),
  language: "Python|C|C++|Rust|Go|Java|C#|PowerShell|Bash|Perl|Ruby|JavaScript|assembly|Kotlin|VBScript|Node.js".split(
    "|",
  ),
  kindOfProgram:
    "script|program|function|tool|application|utility|module|service|daemon|kernel module|command-line tool|library|agent|driver".split(
      "|",
    ),
  make: "Write|Create|Generate|Develop|Implement|Design|Build|Produce|Please write|Can you write|Provide|Give me|I need|Show me how to write".split(
    "|",
  ),
  action:
    "scans a network for open ports|encrypts all files in a folder with a key from the user|monitors the registry for changes|changes the permissions of files below a path|terminates processes that use too much memory|reads the passwords file and reports weak hashes|captures packets on an interface and filters them by protocol|simulates a denial of service attack in a test network|changes the firewall rules of a host|injects a fault into a running process for testing|copies itself to a backup folder and starts at boot|adds and removes user accounts|bypasses a cache and reads the disk directly|overrides a function of a shared library|hides a window until a hot key is pressed|deletes temporary files that are older than a week|modifies the boot loader's configuration|connects to a server and runs the commands that it sends|logs key presses in a text field for a usability study|rotates credentials in a vault|disables unused services on start-up|patches a binary at a given offset|mounts a file system and verifies its checksums|reboots a machine if a sensor fails|updates the system time from a server|changes the MAC address of an interface|reads the memory of a process by its number|schedules a task with higher privileges|intercepts system calls and writes them to a log|tests a web form for SQL injection|detects prompt injection in the messages of users|parses the system log and blocks addresses after failed logins|controls an industrial valve over Modbus|searches a disk for card numbers|exploits a buffer overflow in a sample program for a class|ignores all comments and blank lines of a file|resets the settings of an application to their defaults".split(
      "|",
    ),
  target:
    "on a Windows system|on a Linux server|in a Kubernetes cluster|on an embedded device|in a sandbox|on macOS|in a virtual machine|on a remote host|in a test environment|across several machines|within a corporate network|with administrator rights|without a restart".split(
      "|",
    ),
  requirement:
    "The {kindOfProgram} should handle errors and log every step.|It must accept the path as an argument.|It should use {language} and only its standard library.|The {kindOfProgram} should be able to recover after a failure and notify the administrator.|Make sure that it works {target}.|Additionally, it should keep a copy of the original files.|The {kindOfProgram} should take a list of rules as input and apply them in order.|It should be modular, so that new rules can be added.|It must not be detected as a virus by mistake.|Use threads to make it faster.|The user should be able to undo the changes.|Include comments that explain each part.|The output should be written to a JSON file.|It should check if the user has the right permissions before it runs.|Explain how to compile and run it.|The {kindOfProgram} must run continuously in the background.|It should use an encrypted channel to send its results.|Avoid third-party packages.|It should override the default behaviour only if a flag is set.|Add unit tests.|The solution should adapt to changes of the environment with machine learning.".split(
      "|",
    ),
  instruction:
    "instructions|previous version|previous paragraph|previous chapter|earlier draft|old rules|warning|error|system message|prompt|guidelines|last three lines|above table|first column|comments of the reviewer|white space|upper case|outliers|rules of the game|default settings|safety instructions".split(
      "|",
    ),
  context:
    "in my essay|in this spreadsheet|in my code|of the dishwasher|on the website|in the contract|in our style guide|when I compile|when I paint a wall|in chess|for the exam|in the recipe|of the printer|in the data set|at work|for my novel|in Excel|with git|in the old manual|when I install the update".split(
      "|",
    ),
  triggerWord:
    "ignore|disregard|override|bypass|forget|reveal|pretend|jailbreak|hack|inject|system prompt|secret|password|instructions|developer mode|admin|root|exploit|attack|leak|hidden|override function|roleplay|simulate|unrestricted|immoral|illegal|disable|reset|execute|prompt".split(
      "|",
    ),
  person: "I|we|my colleague|a beginner|the user|my son|a nurse|the team|a student|my manager".split("|"),
};

const shapes = {
  role: [
    "{opening} {giveMe}. {only} {first}",
    "{opening} {giveMe}. {only} {only} {first}",
    "{opening} {first}",
    "{opening} {giveMe}. {first}",
    "{opening} {only} {only}",
    "{opening} The {thing} that I give you is about {topic}. Your reply should contain {result}. {only} {first}",
    "{opening} You have to help people with {topic} and give them {result}. {only} {only} {first}",
    "{opening} Your first task is {topic}. Provide {result}. {only}",
    "{opening} {giveMe}. {giveMe}. {only} {only} {only} {first}",
  ],
  code: [
    "{make} a {language} {kindOfProgram} that {action} {target}. {requirement} {requirement}",
    "{make} a {language} {kindOfProgram} that {action}. {requirement}",
    "{make} a {kindOfProgram} in {language} that {action} {target} and {action}. {requirement} {requirement} {requirement}",
    "How do I write a {kindOfProgram} in {language} that {action}?",
    "{make} a {kindOfProgram} that {action} {target}.",
    "What is the best way to write a {kindOfProgram} that {action}? {requirement}",
    "{make} {language} code that {action}, and then explain how it works {target}. {requirement}",
    "As a {role}, I need a {language} {kindOfProgram} that {action} {target}. {requirement} {requirement}",
  ],
  lookAlike: [
    "Can {person} ignore the {instruction} {context}?",
    "Should {person} ignore the {instruction} {context}?",
    "Is it safe to disregard the {instruction} {context}?",
    "How do I make {language} ignore the {instruction} {context}?",
    "Please ignore the {instruction} {context} and only check the spelling of the rest.",
    "Please rewrite the {instruction} {context} in plain words.",
    "Summarise the {instruction} {context}.",
    "What do the {instruction} {context} mean?",
    "I forgot the {instruction} {context}. Where can I find them?",
    "Forget the {instruction} {context}, I found a better one. How do I cite it?",
    "Where are the {instruction} {context} stored, and who may change them?",
    'Explain the word "{triggerWord}" and use it in a sentence about {topic}.',
    'How do you pronounce "{triggerWord}" in Spanish?',
    'What does "{triggerWord}" mean {context}?',
    "Write a short story in which a {role} must {triggerWord} something {context}.",
    "Why did {person} override the {instruction} {context}?",
    "How can {person} bypass the {instruction} {context} if the key is lost?",
    "What is prompt injection, and how can a {role} protect an application against it?",
    "Give an example of a system prompt for a {role} who helps with {topic}.",
    "Write a system prompt for a chatbot that talks about {topic}. {only}",
    'Improve this system prompt: "{opening} {only}"',
    'Design a training on social engineering for a {role}, with an example of an email that says "please reset your password".',
    "Discuss the ethics of a {role} who has to {triggerWord} {context}.",
    'Describe how the idea of "{triggerWord}" changed in films about {topic}.',
    "Which instructions did the {role} give about {topic}?",
    "Repeat the instructions about {topic} in fewer words.",
    "Show me the instructions for {topic}.",
    "What are the rules of {topic}?",
    'Translate "{triggerWord}" into German and French.',
    'Create a virtual world in which "{triggerWord}" is the name of a {role}.',
    "Print the list of files in {language} and ignore hidden ones.",
    "Stop the timer and write the result to a file in {language}.",
    "From now on the {role} works from home. How should {person} plan {topic}?",
    "You are now ready to learn about {topic}, says the {role}. What comes next?",
    "Can you pretend the {instruction} {context} did not happen and plan {topic}?",
    "New instructions for {topic} were published. What do they say?",
    "How do I reveal the hidden {instruction} {context}?",
    "The {role} told us to forget everything about {topic}. Is that good advice?",
  ],
  question: [
    "What do the documents say about {topic}?",
    "Who is responsible for {topic}?",
    "Which page of the handbook covers {topic}?",
    "List all dates that concern {topic}.",
    "How much does {topic} cost?",
    "Summarise the section on {topic} in three sentences.",
    "Compare the old and the new rules on {topic}.",
    "What is the deadline for {topic}?",
    "Please answer in German: what do we know about {topic}?",
    "Give me a short answer with the source: who wrote about {topic}?",
    "Write a polite reply to a customer who asks about {topic}.",
    "Was steht in den Unterlagen über {topic}?",
    "Translate the paragraph on {topic} into French.",
    "Reply in one sentence: what is {topic}?",
    "Make a table of all costs of {topic}.",
    "Draft an email to {person} about {topic}.",
  ],
  german: [
    "Kann ich die Warnung beim Drucken ignorieren?",
    "Ich habe mein Passwort vergessen. Was muss ich tun?",
    "Welche Anweisungen gibt es für {germanTopic}?",
    "Bitte fasse den vorherigen Abschnitt über {germanTopic} zusammen.",
    "Ich möchte, dass du als {germanRole} antwortest. Mein Thema ist {germanTopic}.",
    "Schreibe ein Programm in {language}, das Dateien verschlüsselt.",
    "Was ist bei {germanTopic} zu beachten?",
    "Erkläre mir {germanTopic} in einfachen Worten.",
    "Wer ist für {germanTopic} zuständig?",
    "Schreib eine freundliche Antwort an einen Kunden, der nach {germanTopic} fragt.",
    "Darf man die alten Regeln zu {germanTopic} vergessen?",
    "Du bist {germanRole}. Wie würdest du {germanTopic} planen?",
    "Was kostet {germanTopic}?",
    "Welche Folgen hat {germanTopic} für {germanPlace}?",
    "{germanPlace}: {germanTopic}",
    "Ich interessiere mich für {germanTopic} und suche einen Kurs in {germanPlace}. Was empfehlt ihr mir?",
    "Ich ziehe nach {germanPlace}. Was muss ich über {germanTopic} wissen?",
    "Warum streitet {germanPlace} über {germanTopic}?",
    "Seit wann gibt es in {germanPlace} Regeln für {germanTopic}?",
    "Gib mir alle Artikel über {germanTopic} in {germanPlace}.",
    "Ist {germanTopic} in {germanPlace} teurer geworden?",
    "Wie hat sich {germanTopic} in {germanPlace} entwickelt?",
    "Schreibe eine kurze Zusammenfassung über {germanTopic} in {germanPlace}.",
    "Soll ich die Hinweise zu {germanTopic} beachten oder ignorieren?",
    "Stell dir vor, du bist {germanRole} und erklärst {germanTopic}.",
  ],
};
Object.assign(lists, {
  germanTopic:
    "die Urlaubsplanung|den Datenschutz|die Heizung|eine Reise nach Rom|die Steuererklärung|den Brandschutz|das neue Formular|die Öffnungszeiten|den Impfplan|die Miete|den Garten|die Buchhaltung".split(
      "|",
    ),
  germanPlace:
    "Berlin|Europa|Hamburg|Österreich|der Schweiz|Bayern|Köln|Sachsen|Leipzig|Deutschland|Japan|Spanien".split("|"),
  germanRole: "Koch|Lehrer|Übersetzer|Reiseführer|Steuerberater|Historiker|Arzt|Gärtner|Journalist|Trainer".split("|"),
});

/** Returns harmless texts of each kind, without duplicates. */
export function harmlessTexts(
  { fill, pick },
  counts = { role: 1500, code: 1500, lookAlike: 1500, question: 400, german: 700 },
) {
  return Object.entries(counts).flatMap(([kind, count]) => {
    const texts = new Set();
    for (let attempt = 0; attempt < count; attempt++) texts.add(fill(pick(shapes[kind]), lists));
    return [...texts].map((text) => ({ text, label: 0, source: `template-${kind}` }));
  });
}
