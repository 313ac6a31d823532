// Sentences written for Lydian's training. `{KIND}` is a value of that kind; `{#}` is some number, `{word}` a general
// word: neither is personal data.

const care = `
Patient {NAME}, DOB {DATE_TIME}, was admitted on {DATE_TIME} with chest pain.
{PREFIX} {LAST} presented to the emergency department complaining of shortness of breath.
Pt {FIRST} {LAST} is a {AGE} yo female with diabetes mellitus type 2.
{AGE}-year-old man seen by {PREFIX} {LAST} for follow-up of hypertension.
Referred by {PREFIX} {NAME}, {ORGANIZATION}.
The patient, age {AGE}, lives alone in {CITY} and works as a {TITLE}.
Discharge summary: {NAME}, {AGE} years, discharged {DATE_TIME} to {ORGANIZATION}.
Next of kin: {NAME} ({PHONE_NUMBER})
Attending physician: {PREFIX} {NAME}
Blood pressure was {#}/{#} mmHg, pulse {#} beats per minute, and the ECG was normal.
Ibuprofen {#} mg three times a day after meals for {#} days.
The MRI of the lumbar spine showed no disc herniation at L4 or L5.
Hemoglobin {#}.{#} g/dl, leukocytes {#}, platelets normal.
Mother of {FIRST} reports that he has had a fever since {DATE_TIME}.
{FIRST} was diagnosed with asthma at age {AGE}.
Surgery was performed on {DATE_TIME} by {PREFIX} {LAST} without complications.
Follow-up appointment with {PREFIX} {LAST} on {DATE_TIME} at {ORGANIZATION} in {CITY}.
History: {NRP} woman aged {AGE}, {#} pregnancies, no allergies known.
Emergency contact {NAME}, phone {PHONE_NUMBER}, {STREET_ADDRESS}
Vaccination against Hepatitis B is recommended after {#} months.
She turned {AGE} in {DATE_TIME} and has been a patient since {DATE_TIME}.
He is {AGE} and weighs {#} kg.
Alzheimer's and Parkinson's disease were ruled out.
Take the tablets with a glass of Water and avoid Alcohol.
`;

const office = String.raw`
Dear {PREFIX} {LAST}, thank you for your letter of {DATE_TIME}.
Kind regards, {NAME}, {TITLE}, {ORGANIZATION}
From: {NAME}\nTo: {NAME}\nDate: {DATE_TIME}\nSubject: Quarterly report
Best wishes\n{FIRST}
Sincerely,\n{NAME}\n{TITLE}\n{ORGANIZATION}\n{STREET_ADDRESS}
Hi {FIRST}, can you send the slides to {FIRST} before noon?
{FIRST} and {FIRST} will join the call; {FIRST} cannot make it.
This agreement is made between {ORGANIZATION} and {NAME}, resident at {STREET_ADDRESS}.
{ORGANIZATION} has its registered office in {CITY}, {COUNTRY}.
The tenant, {NAME}, shall pay the rent of {#} euros on the first day of each month.
Witness: {NAME}, born on {DATE_TIME} in {CITY}
The court in {CITY} ruled against {ORGANIZATION} in {DATE_TIME}.
{NAME} v. {ORGANIZATION}, decided {DATE_TIME}
{NAME} joined {ORGANIZATION} in {DATE_TIME} as {TITLE} and became its {TITLE} later.
Invoice number {#}{#}, total {#}.{#} euros, due within {#} days.
The order {#}-{#}-{#} was shipped with tracking number {#}{#}{#}.
Version {#}.{#}.{#} fixes {#} problems and adds support for large files.
Room {#} on floor {#} is free from {#}:00 to {#}:30.
The budget grew by {#}.{#} percent to {#} million dollars.
Chapter {#}, section {#}.{#}, describes the installation.
Please print {#} copies of page {#} and sign them.
The board elected {NAME} as {TITLE}.
{LAST} said the {NRP} market would recover.
Shares of {ORGANIZATION} fell {#} percent after the report from {CITY}.
The {word} was delivered to the {word} on the third floor.
Our {word} team needs a new {word} for the {word} project.
Employees must wear a badge in the {word} area at all times.
Policy holder {NAME}, {STREET_ADDRESS}, telephone {PHONE_NUMBER}
Claimant: {NAME}\nAddress: {STREET_ADDRESS}\nPostcode: {ZIP_CODE}\nTelephone: {PHONE_NUMBER}
Ship to\n{NAME}\n{STREET}\n{CITY}, {ZIP_CODE}\n{COUNTRY}
{NAME}\n{STREET_ADDRESS}\n{PHONE_NUMBER}
Tel: {PHONE_NUMBER}, Fax: {PHONE_NUMBER}
Contact {FIRST} at {PHONE_NUMBER} or at the reception.
You can reach our office at {PHONE_NUMBER} between nine and five.
`;

const life = `
{FIRST} grew up in {CITY} and moved to {COUNTRY} in {DATE_TIME}.
My sister {FIRST} married a {NRP} {TITLE} last year.
Yesterday {FIRST} told me that {FIRST} had left {CITY}.
We spent our holidays in {GPE}, near {CITY}.
The flight from {CITY} to {CITY} takes {#} hours.
{NAME} was born in {CITY}, {COUNTRY}, on {DATE_TIME}.
{NAME} (born {DATE_TIME}) is a {NRP} {TITLE}.
{LAST}'s first novel was published in {DATE_TIME} by {ORGANIZATION}.
I met {NAME} at {ORGANIZATION} when I was {AGE}.
{FIRST}'s phone number is {PHONE_NUMBER}.
Tell {FIRST} to ring me on {PHONE_NUMBER}.
The house stands at {STREET} in {CITY}.
We live on {STREET}, next to the old mill.
Our new address: {STREET_ADDRESS}
Turn left at {STREET}, then go straight to the station.
The postal code of the village is {ZIP_CODE}.
{CITY}, {ZIP_CODE}
The {NRP} embassy in {CITY} is closed on {DATE_TIME}.
They speak {NRP} and a little {NRP} at home.
Two {NRP} tourists were found near {CITY}.
{PREFIX} {LAST} teaches history at {ORGANIZATION}.
{ORGANIZATION} opened a shop in {CITY} in {DATE_TIME}.
He has worked for {ORGANIZATION} for {#} years.
"{word} is what we need," said {NAME}, {TITLE} of {ORGANIZATION}.
{FIRST}, {FIRST} and {FIRST} won the race.
My grandmother {FIRST} is {AGE} years old.
Their son, {AGE}, plays the violin.
At {AGE} she ran her first marathon.
On {DATE_TIME} we celebrate her birthday.
It was built in {DATE_TIME} and restored in {DATE_TIME}.
The {word} of the {word} is more important than its {word}.
I would like to know how the {word} works.
Thanks a lot, that was very helpful!
Could you tell me where I find the settings of my account?
Good Morning, what are the opening hours on the weekend?
The Great Wall, the Moon and the North Star are mentioned in the Book of Songs.
How To Write Better Reports In Five Steps
INTRODUCTION
IMPORTANT: DO NOT SWITCH OFF THE MACHINE DURING THE UPDATE
Table {#}: Results of the Second Experiment
Figure {#}. The structure of the network and its layers
Terms and Conditions apply to all Services of the Platform.
The Customer shall inform the Provider of any Change without Delay.
The Model has {#} layers and {#} parameters; Accuracy is {#}.{#} percent.
let f(x) = {#} x + {#}, where x > {#}
Copyright and Licence: see the file in the main folder.
Step {#}: Open the Control Panel and click on Network and Internet.
Water, Salt, Sugar, Flour, Butter: {#} grams each.
The Internet, Email and Windows are words with capital letters.
Why is my {word} not working with the {word}?
`;

const news = String.raw`
The {NRP} {word} was sold to a {NRP} {word}.
{ORGANIZATION} is a {NRP} maker of {word} machines.
A {NRP} court sentenced {NAME} to {#} years.
{NRP} and {NRP} diplomats met in {CITY} on {DATE_TIME}.
Most {NRP} voters are against the {word}.
They love {NRP} music and {NRP} cheese.
I am {NRP}, my wife is {NRP}.
{NRP} workers went on strike in {CITY}.
Is this an {NRP} or a {NRP} word?
{LAST} and {LAST} wrote the {word} together.
According to {LAST}, the {word} was a mistake.
{LAST} did not answer when {LAST} asked about the {word}.
The {LAST} case was closed in {DATE_TIME}.
A biography of {NAME} by {LAST} is on the table.
{FIRST}: When do we leave?\n{FIRST}: In five minutes.
{NAME}: I did not see {FIRST} there.
Thanks, {FIRST}!
Hello {FIRST}, how are you?
Is {FIRST} at home?
Why did {FIRST} call so late?
Ask {FIRST}, not me.
{FIRST}'s {word} is broken, and {LAST}'s too.
Nobody but {FIRST} knows what {FIRST} wants.
We invited {FIRST}, {FIRST} and {FIRST} to the {word}.
The band of {NAME} plays in {CITY} tonight.
A {word} by {NAME} was shown in {CITY} in {DATE_TIME}.
{COUNTRY} beat {COUNTRY} by {#} goals.
{COUNTRY}'s president resigned on {DATE_TIME}.
{CITY} is the largest town of {COUNTRY}.
Flooding in {CITY} has killed three people.
He is from {GPE} but works in {GPE}.
The {word} came back from {GPE} with a new {word}.
The road to {CITY} is closed.
{GPE} is cold in winter.
{ORGANIZATION} said on {DATE_TIME} it would buy {ORGANIZATION}.
{ORGANIZATION} hired {NAME} as {TITLE} in {DATE_TIME}.
Before that she was a {TITLE} at {ORGANIZATION}.
The {ORGANIZATION} building is at {STREET_ADDRESS}.
I ordered it from {ORGANIZATION} and never got it.
In {DATE_TIME} the {word} of {CITY} was {word}.
During {DATE_TIME} and {DATE_TIME} the {word} grew.
The {DATE_TIME} {word} was the first of its kind.
The {DATE_TIME} law on {word} was changed.
The {word} {word} and the {word} have {word} in common.
The Ministry of Health and the Court of Appeal agreed.
Section {#} of the Civil Code applies to all Contracts.
"What a {word}," he said, "and what a {word}!"
My {word} says that {word} is never {word}.
You must never {word} a {word} without a {word}.
Responsible for the {word} of all {word} and {word}, including {word}.
`;

/** All sentences, with their line breaks. */
export const ownTemplates = `${care}${office}${life}${news}`
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => line.replaceAll("\\n", "\n"));
