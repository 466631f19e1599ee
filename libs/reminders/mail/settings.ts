import { join } from 'node:path';
import type { Channel } from '#reminders/channel';
import { FolderChannel } from '#reminders/mail/folder-channel';
import { senderFrom } from '#reminders/mail/mail';
import type { Sender } from '#reminders/mail/mail';
import { NotifyChannel } from '#reminders/mail/notify-channel';
import { SmtpChannel } from '#reminders/mail/smtp-channel';
import type { SmtpServer } from '#reminders/mail/smtp-channel';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the settings ask for cannot be. The message is a sentence for the operator and holds no password. */
export class MailSettingsWrong extends Error {
  // By this name the programs know what an operator can put right.
  override name = 'SettingsWrong';
}

const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const known = 'folder:PATH, smtp://HOST, smtps://HOST or notify:';

/**
 * The channel that `TALLYSTICK_MAIL` names: a folder, a mail server or GOV.UK Notify. With nothing said it is
 * the folder `mail` among the data, so that nothing is sent by accident. Nothing is connected to yet.
 *
 * @param data the folder of the data
 * @throws MailSettingsWrong with a sentence for the first thing that is wrong
 */
export function channelFor(
  environment: Environment,
  data = environment['TALLYSTICK_DATA'] || 'data',
): Channel {
  const mail = environment['TALLYSTICK_MAIL'] || `folder:${join(data, 'mail')}`;
  if (mail.startsWith('folder:')) return new FolderChannel(folderIn(mail), sender(environment, nobody));
  if (/^smtps?:\/\//.test(mail)) return new SmtpChannel(serverIn(mail), sender(environment));
  if (mail.startsWith('notify:')) return notifyIn(mail, environment);
  // What it is instead may hold a password.
  throw new MailSettingsWrong(`TALLYSTICK_MAIL is ${known}, and not what it is set to.`);
}

/**
 * The address of the pages, from `TALLYSTICK_LINK`: the one link of each message. Empty when it is not set.
 *
 * @throws MailSettingsWrong when it is no address of a page, or has a password in it
 */
export function linkIn(environment: Environment): string {
  const link = environment['TALLYSTICK_LINK'] || undefined;
  if (link === undefined) return '';
  const url = URL.parse(link);
  if (url !== null && isPage(url)) return url.href;
  throw new MailSettingsWrong(
    'TALLYSTICK_LINK is no address of pages such as https://tallystick.council.example.',
  );
}

function isPage({ protocol, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

// A domain that never is (RFC 2606), for mail that is only looked at.
const nobody: Sender = { name: 'Tallystick', address: 'reminders@tallystick.invalid' };

function sender(environment: Environment, otherwise?: Sender): Sender {
  const from = environment['TALLYSTICK_MAIL_FROM'] || undefined;
  const found = from === undefined ? otherwise : senderFrom(from);
  if (found !== undefined) return found;
  const wrong = from === undefined ? 'is not set: it is an address' : 'is no address';
  throw new MailSettingsWrong(`TALLYSTICK_MAIL_FROM ${wrong} such as Reminders <reminders@council.example>.`);
}

function folderIn(mail: string): string {
  const path = mail.slice('folder:'.length);
  if (path !== '' && !path.startsWith('//') && !path.includes('\0')) return path;
  throw new MailSettingsWrong('TALLYSTICK_MAIL names no folder: write folder:PATH.');
}

function serverIn(mail: string): SmtpServer {
  const url = urlIn(mail);
  const tls = tlsOf(url);
  const login = loginIn(url);
  if (tls === 'off' && login !== undefined) {
    throw new MailSettingsWrong(
      'TALLYSTICK_MAIL has a password and tls=off, which would show it to everyone.',
    );
  }
  const port = url.port === '' ? {} : { port: Number(url.port) };
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, ...port, tls, ...(login === undefined ? {} : { login }) };
}

function urlIn(mail: string): URL {
  const url = URL.parse(mail);
  if (url !== null && url.hostname !== '' && ['', '/'].includes(url.pathname) && url.hash === '') return url;
  throw new MailSettingsWrong(
    'TALLYSTICK_MAIL is no address of a mail server such as smtps://user:password@host:465. A password ' +
      'with @, :, /, # or ? is written with %40, %3A, %2F, %23 or %3F.',
  );
}

function tlsOf(url: URL): SmtpServer['tls'] {
  const isSecure = url.protocol === 'smtps:';
  if (url.search === '') return isSecure ? 'from-the-start' : 'required';
  if (url.search === '?tls=off' && !isSecure) return 'off';
  throw new MailSettingsWrong(
    'TALLYSTICK_MAIL has options that there are not: only ?tls=off, with smtp:// and for a server without TLS.',
  );
}

function loginIn({ username, password }: URL): SmtpServer['login'] {
  if (username === '' && password === '') return undefined;
  const [user, secret] = [decoded(username), decoded(password)];
  if (user && secret) return { user, password: secret };
  throw new MailSettingsWrong('TALLYSTICK_MAIL needs both a user and a password, or neither.');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MailSettingsWrong('TALLYSTICK_MAIL has a % that is none of a code: write it as %25.');
  }
}

function notifyIn(mail: string, environment: Environment): Channel {
  const url = mail.slice('notify:'.length);
  const [key, template] = [environment['TALLYSTICK_NOTIFY_KEY'], environment['TALLYSTICK_NOTIFY_TEMPLATE']];
  if (key === undefined || !new RegExp(`^.*${uuid}-${uuid}$`).test(key)) {
    throw new MailSettingsWrong(
      'TALLYSTICK_NOTIFY_KEY is no key of GOV.UK Notify: a name, the id of the service and the secret.',
    );
  }
  if (template === undefined || !new RegExp(`^${uuid}$`).test(template)) {
    throw new MailSettingsWrong('TALLYSTICK_NOTIFY_TEMPLATE is no id of a template of GOV.UK Notify.');
  }
  if (url === '') return new NotifyChannel({ key, template });
  if (!/^(?:https:\/\/[\w.:-]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)\/?$/.test(url)) {
    throw new MailSettingsWrong('TALLYSTICK_MAIL is notify: alone, or with an https:// address after it.');
  }
  return new NotifyChannel({ key, template, url: url.replace(/\/$/, '') });
}
