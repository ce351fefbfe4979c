/** A header as it came; a name may come several times. The order is that of the mail, the last hop's first. */
export type MailHeader = { name: string; value: string };

export type ReceivedFilePart = { name: string; bytes: Uint8Array };

/** A mail that has come to us, whichever way. Nothing in it is proven but what `vouchedFor` says. */
export type ReceivedMail = {
  recipients: readonly string[]; // to whom it was handed over, as far as is known, and whom it names
  returnPath: string | null; // '' for what must not be answered
  from: { address: string; name: string } | null;
  subject: string;
  messageId: string;
  headers: readonly MailHeader[];
  text: string;
  html: string | null;
  files: readonly ReceivedFilePart[];
  isPart?: boolean; // it was too large to be taken in whole: some or all of its files are missing
};
