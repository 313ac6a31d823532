// Sentences of manuals, house rules, letters and lists of questions: commands and questions to people, not to an
// assistant.

const lists = {
  doer: "Please|Always|Never|First,|Then|If in doubt,|Before you leave,|In an emergency,|On Mondays,|After each use,|At the end of the shift,|Once a month,|Within ten minutes,|For this form,|When the bell rings,|If the screen stays dark,|To start,|If you are ill,|As a new colleague,|In the evening,".split(
    "|",
  ),
  command:
    "contact the front desk|call the lead before the shift begins|write your name in block letters|send the form to the office by Friday|keep a copy for your records|wear gloves|switch off the light|lock the door and return the key|reply to this e-mail|do not reply to this e-mail|read the instructions before you start|enter the code that you were given|enter your password and press OK|ask your doctor or pharmacist|take one tablet with water|wash your hands|open the cover and remove the battery|click the link in the message that we sent you|forward the mail to your manager|write a short report and put it into the folder|sign the list at the entrance|check the date on the label|ignore this letter if you have already paid|disregard the first invoice|delete the old file and install the update|repeat the measurement after five minutes|add two spoons of sugar and stir|print the ticket or show it on your telephone|tell the patient what happens next|explain the procedure in simple words|translate the leaflet for the visitor|answer the telephone with your name|write down the time and the number|summarise the meeting in three lines|list all medicines that you take|follow the instructions of the staff|describe the fault to the service|give the number of your contract|provide a proof of your address|include a stamped envelope|compose the answer together with your lead|create an account on our website|choose a password that nobody can guess|do not give your password to anybody|do not share this document outside of the company|restart the computer|press the red button|replace the filter|turn the lever to the left|keep the box away from children|store it below 25 °C|report every accident|stamp your time at the terminal|hand in the keys|pay the deposit in cash|bring your insurance card|wait until your name is called|leave a message after the tone|fill in both pages|mark the box with a cross|attach the receipts|use the side entrance|remember the meeting on Thursday|book the room in the calendar|make sure that the window is closed|see chapter 4|refer to the table below|note the following rules|send us your feedback|subscribe to our newsletter|visit our website for more information|download the app|let us know if you have questions|consider a donation to the association|help us to improve our service".split(
      "|",
    ),
  reason:
    ".|.|.|.|, since the room is needed by others.|, even if it is only for a minute.|, and keep the number.|; otherwise the request cannot be handled.| as soon as possible.| (see form F-12).| at least 30 minutes ahead.| without delay.| or ask a colleague.| before 18:00.|, unless the lead says otherwise.|: it costs nothing.".split(
      "|",
    ),
  question:
    "How do I reset my password?|What are the opening hours?|Who pays for the lost key?|Can I bring my dog?|What happens if I miss my appointment?|How do I cancel my order?|Where is the nearest pharmacy?|Do you accept cards?|How long is the warranty?|What should I do in case of fire?|Why was my payment declined?|Which documents do I need?|When will I receive my parcel?|Is there a discount for students?|How can I contact support?|What is the difference between the two plans?|Who may use the car park?|Have you any allergies?|Did you know that we also repair bicycles?|Are you taking any medicines?|How satisfied were you with your stay?|Would you recommend us to a friend?|What is included in the price?|How do I write a good application?|What did we decide about the archive?|Who writes the minutes?".split(
      "|",
    ),
  statement:
    "The library is open from nine to five.|Your appointment is on Tuesday at 10:30.|You can reach us by telephone.|You will receive an answer within two days.|Your order has been shipped.|The deposit is €10 and is returned.|Rooms are cleaned every morning.|Our prices include tax.|Two people compare the name with the record.|The manager signs every invoice above €500.|Visitors wear a badge.|The report is due on the first of the month.|It is important that every user changes the password once a year.|You must not enter the laboratory without a badge.|The response of the supplier is expected by Friday.|Your answer was: the lamp does not work.|The output of the pump is 40 litres a minute.|This summary does not replace the contract.|Instructions for the machine hang on the wall.|The assistant opens the door and prepares the room.|You are now connected to the network.|From now on the meeting begins at eight.|The new rules replace all previous instructions of the house.|Previous versions of this document are no longer valid.".split(
      "|",
    ),
  heading:
    "House rules|Frequently asked questions|How to use the machine|Your visit|First steps|In case of fire|Safety instructions|Returns|Minutes of the meeting|Checklist|Dear customer,|Hello team,|Recipe|Instructions for use|Contact|Payment|Travel|At the front desk|Before the operation|Cleaning plan".split(
      "|",
    ),
};
const sentences = [
  "{doer} {command}{reason}",
  "{doer} {command}{reason}",
  "{command}{reason}",
  "{command} and {command}{reason}",
  "{question}",
  "{statement}",
  "{statement}",
  "- {command}{reason}",
  "1. {command}{reason}",
  "You should {command}{reason}",
  "You can {command}{reason}",
  "We ask you to {command}{reason}",
  "Could you {command}, please?",
  "Staff {command}{reason}",
];

/** Returns short documents of such sentences. */
export function workplaceDocuments({ fill, pick, random }, count) {
  return Array.from({ length: count }, () => {
    const length = 6 + Math.floor(random() * 14);
    const parts = Array.from({ length }, () => fill(pick(sentences), lists));
    const separator = pick([" ", "\n", "\n\n"]);
    return { text: `${fill("{heading}", lists)}\n\n${parts.join(separator)}`, source: "workplace" };
  });
}
