import PDFDocument from "pdfkit";

/** Begins as a PDF and ends in the middle of it. */
export function brokenPdf(): Buffer {
  return Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pa");
}

/** Opens with a password only. */
export function encryptedPdf(userPassword = "open"): Promise<Buffer> {
  const document = new PDFDocument({ userPassword, ownerPassword: "own", pdfVersion: "1.7" });
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    document.text("The safe is behind the picture.");
    document.end();
  });
}
