/**
 * Advice for each warning of a receipt, by code, for users of the page. docs/reference/errors.md
 * has the advice for the terminal.
 */
export const cures: Readonly<Record<string, string>> = {
  "aliases-unexpanded": "Write the repeated parts out in the file to make them searchable.",
  "characters-replaced": "Save the file as UTF-8 and add it again.",
  "characters-unmapped": "Create the PDF again from its source, or have its text recognised.",
  "data-truncated": "Split the file, and add the parts.",
  "encoding-guessed": "Check the text. If it is wrong, save the file as UTF-8 and add it again.",
  "formula-without-value": "Open the workbook in a spreadsheet program, save it, and add it again.",
  "front-matter-invalid": "Fix the lines between the two ---.",
  "hidden-cells": "Delete the hidden cells if nobody should find them.",
  "hidden-text": "Ask the person who made the file. Such text may be meant for a language model.",
  "keys-repeated": "Keep one of the two keys.",
  "ligatures-repaired": "Compare the text with the file, or create the PDF again from its source.",
  "lines-as-text": "Fix the lines and add the file again.",
  "low-ocr-confidence": "Scan it again at 300 dpi. Compare important values with the page itself.",
  "metadata-skipped": "Use only text, numbers, true or false, dates and lists.",
  "no-text": "If it is a scan, have its text recognised.",
  "numbers-shortened": "Add the file as CSV if each value must be found.",
  "number-shown-raw": "Choose a standard format for the cells in the spreadsheet program, and add the file again.",
  "output-truncated": "Shorten the output, or add its data as a separate file.",
  "page-unreadable": "Print the file to a new PDF or save it again, and add the result.",
  "page-without-text": "If the page is a scan, have its text recognised. A blank page needs nothing.",
  "part-missing": "Open the book in an e-book editor, save it, and add it again.",
  "pictures-not-read": "Add alternative text to pictures that matter.",
  "quote-unclosed": "Close the quotation mark, or double it if it belongs to the value.",
  "rows-ragged": "Check the rows. A value with a delimiter in it needs quotation marks.",
  "sentence-quarantined": "Ask the person who made the file. The original has the words.",
  "table-truncated": "Split the table into smaller files.",
};
