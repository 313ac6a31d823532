/** Pattern of the words that a question may use for a document, or for a part of one. */
export const DOCUMENT_WORDS =
  "(?:documents?|files?|texts?|papers?|contracts?|polic(?:y|ies)|reports?|letters?|e-?mails?|messages?|notes?|minutes|pages?|sections?|chapters?|manuals?|guidelines?|agreements?|records?|sources?|articles?|notices?|pdfs?)";
