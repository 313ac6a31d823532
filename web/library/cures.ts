/**
 * What to do about a warning of a receipt, by its code: the cures of docs/reference/errors.md, for somebody who has the page
 * and no terminal before them.
 */
export const cures: Readonly<Record<string, string>> = {
  "aliases-unexpanded": "Write the repeated parts out in the file if they are to be found.",
  "characters-replaced": "Save the file as UTF-8 and add it again.",
  "characters-unmapped": "Make the PDF anew from its source, or have its text recognised.",
  "data-truncated": "Split the file, and add the parts.",
  "encoding-guessed": "Look whether its words are right; if not, save the file as UTF-8 and add it again.",
  "formula-without-value": "Open the workbook in a spreadsheet program, save it, and add it again.",
  "front-matter-invalid": "Mend the lines between the two ---.",
  "hidden-cells": "Delete what is hidden if nobody is to find it.",
  "keys-repeated": "Keep one of the two keys.",
  "lines-as-text": "Mend the lines, and add the file again.",
  "low-ocr-confidence": "Scan it again with 300 dots an inch; compare what matters with the page itself.",
  "metadata-skipped": "Use texts, numbers, truth values, dates and lists.",
  "no-text": "If it is a scan, have its text recognised.",
  "output-truncated": "Print less, or add the printed data as a file of its own.",
  "page-unreadable": "Open the file, print it to a new PDF or save it again, and add that.",
  "page-without-text": "If the page is a scan, have its text recognised; if it is blank, all is well.",
  "part-missing": "Open the book in an editor of e-books, save it, and add it again.",
  "pictures-not-read": "Describe the pictures in the document (alternative text) if they say something.",
  "quote-unclosed": "Close the quotation mark, or double it where it belongs to the value.",
  "rows-ragged": "Check the rows; a delimiter within a value needs quotation marks.",
  "table-truncated": "Split the table into smaller files.",
};
