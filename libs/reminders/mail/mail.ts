import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Composed } from '#reminders/mail/composing';

/** Who messages are from. */
export interface Sender {
  /** Empty for none. */
  readonly name: string;
  readonly address: string;
}

const address = String.raw`[^\s<>()[\]\\,;:@"\p{Cc}]+@[^\s<>()[\]\\,;:@"\p{Cc}]+`;
const addressAlone = new RegExp(`^${address}$`, 'u');
const senderPattern = new RegExp(String.raw`^(?:"?([^"<>\p{Cc}]*?)"?\s*<(${address})>|(${address}))$`, 'u');

/** Reads `a@b.example` or `Name <a@b.example>`; undefined when it is neither. */
export function senderFrom(text: string): Sender | undefined {
  const [, name = '', inBrackets, alone] = senderPattern.exec(text.trim()) ?? [];
  const found = inBrackets ?? alone;
  return found === undefined ? undefined : { name, address: found };
}

/** Whether it is one address and nothing else, so that nobody else is written to with it. */
export function isOneAddress(text: string): boolean {
  return addressAlone.test(text);
}

/** The `Message-ID` of a message: a repeat has the same, whichever worker sends it. */
function messageIdOf(id: string, from: Sender): string {
  return `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;
}

/** A message as nodemailer takes it. Nothing in it is fetched from a file or a server. */
export function mailOf(message: Composed, from: Sender): SendMailOptions & { messageId: string } {
  const { id, to, subject, text, html, headers, calendar } = message;
  return {
    from,
    to: { name: to.name, address: to.email },
    subject,
    text,
    html,
    messageId: messageIdOf(id, from),
    headers,
    attachments: calendar === undefined ? [] : [attached(calendar)],
    // The same message is the same bytes but for its date.
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function attached({ fileName, content }: NonNullable<Composed['calendar']>): {
  filename: string;
  content: string;
  contentType: string;
} {
  return { filename: fileName, content, contentType: 'text/calendar; charset=utf-8' };
}

/** The whole message as RFC 5322 has it. @param date of its header, the machine's clock unless given */
export async function rfc5322(message: Composed, from: Sender, date = new Date()): Promise<Buffer> {
  return new MailComposer({ ...mailOf(message, from), date }).compile().build();
}
