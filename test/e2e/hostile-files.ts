import PDFDocument from "pdfkit";

/** Returns the beginning of a PDF. */
export function brokenPdf(): Buffer {
  return Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pa");
}

/** Returns a PDF that opens only with a password. */
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
