import type { Composed } from '#reminders/mail/composing';
import { wordsOf } from '#reminders/mail/language';
import type { Language } from '#reminders/mail/language';
import { oneLine } from '#reminders/mail/one-line';

/** What a link is for: an account that is to be set up, or a new password for one that there is. */
export type LinkKind = 'invitation' | 'new-password';

/** A message that carries a link which lets someone in, once. */
export interface LinkMessage {
  /** A new one for each: no such message is ever sent again. */
  readonly id: string;
  readonly kind: LinkKind;
  readonly partnershipName: string;
  /** The name is empty where it is not known. */
  readonly to: { readonly name: string; readonly email: string };
  readonly link: string;
  /** How long it is good for: an administrator's three days, an hour where it was asked for. */
  readonly within: 'one hour' | 'three days';
}

const longestName = 200;

/** Puts it into words, the same in plain text and in HTML. The link stands in it once, and no other does. */
export function composeLink(message: LinkMessage, language: Language = 'en'): Composed {
  const words = wordsOf(language);
  const { id, kind, to, link, within } = message;
  const about = {
    locale: words.locale,
    kind,
    link,
    within,
    name: oneLine(to.name, longestName),
    partnershipName: oneLine(message.partnershipName, longestName),
  };
  const subject = oneLine(words.say('link-subject', about), 300);
  return {
    id,
    to: { name: about.name, email: to.email },
    subject,
    text: words.say('link.txt', about),
    html: words.say('link.html', { ...about, subject }),
    // No person wrote it, so no other program answers (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    parts: { text: words.say('link.txt', { ...about, link: '' }), link },
  };
}
