/** First lines of quoted mails: English, German, French, Spanish, Italian and Dutch. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^On .{6,200} wrote:$/iu,
  /^Am .{6,200} schrieb .{0,120}:$/iu,
  /^.{2,120} schrieb am .{4,80}:$/iu,
  /^Le .{6,200} a écrit ?:$/iu,
  /^El .{6,200} escribió:$/iu,
  /^Il .{6,200} ha scritto:$/iu,
  /^Op .{6,200} schreef .{0,120}:$/iu,
  /^-{2,80} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d'origine|Message transféré) ?-{2,80}$/iu,
  /^Begin forwarded message:$/iu,
];
const OUTLOOK_FROM = /^(?:From|Von|De) ?: .{2,200}$/iu;

/** Tests for the line above a quoted mail, such as `On 1 March 2024, Ann wrote:` or Outlook's `From: Ann`. */
export function isAttribution(line: string): boolean {
  const plain = line.replace(/^[>\s]+/, "").trim();
  return ATTRIBUTIONS.some((form) => form.test(plain)) || OUTLOOK_FROM.test(plain);
}
