import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import type { Sent } from '#reminders/channel';
import { SmtpChannel } from '#reminders/mail/smtp-channel';
import type { SmtpServer } from '#reminders/mail/smtp-channel';
import { certificateFor } from '#reminders/mail/stand-in/certificate';
import { composed } from '#reminders/mail/stand-in/composed';

const from = { name: 'Tallystick', address: 'reminders@council.example' };
const quick = { connectMs: 2000, silenceMs: 2000, messageMs: 4000 };
const ours = certificateFor('localhost');
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A real mail server on a free port, and what it took. */
async function mailServer(
  options: SMTPServerOptions = {},
): Promise<{ port: number; taken: string[]; cutAll: () => void }> {
  const taken: string[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    ...ours,
    authOptional: true,
    onData: (stream, _session, done) => void takeInto(taken, stream, done),
    ...options,
  });
  // A client that walks away is nothing to the server.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as AddressInfo).port, taken, cutAll: () => sockets.forEach(cut) };
}

async function takeInto(
  taken: string[],
  stream: AsyncIterable<Buffer>,
  done: (error?: Error | null) => void,
): Promise<void> {
  taken.push(await readAll(stream));
  done();
}

function cut(socket: Socket): void {
  socket.destroy();
}

/** An answer that goes on and on, so that the line is never silent. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-'), 50);
  socket.on('close', () => clearInterval(timer));
}

function slowly(answer: string): (socket: Socket) => void {
  return (socket) => void setTimeout(() => socket.write(answer), 400);
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A server that speaks as it is told: an answer to each command, and to the end of a message. */
async function speaking(say: (line: string, socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let rest = '';
    socket.on('data', (data) => {
      const lines = (rest + data.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) say(line, socket);
    });
    say('(greeting)', socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** The usual answers, up to a point. `undefined` leaves a line without an answer. */
function answersWith(special: Readonly<Record<string, (socket: Socket) => void>>) {
  const usual: Readonly<Record<string, string>> = {
    '(greeting)': '220 there',
    EHLO: '250 there',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
    '.': '250 taken',
    RSET: '250 ok',
    QUIT: '221 bye',
  };
  return (line: string, socket: Socket): void => {
    const [word = ''] = line.split(' ');
    const answer = usual[word];
    if (special[word] !== undefined) special[word](socket);
    else if (answer !== undefined) socket.write(`${answer}\r\n`);
  };
}

function channel(port: number, over: Partial<SmtpServer> = {}): SmtpChannel {
  const server = { host: 'localhost', port, tls: 'off', timeouts: quick, ...over } as const;
  const opened = new SmtpChannel(server, from);
  closing.push(() => opened.close());
  return opened;
}

async function sentTo(port: number, over: Partial<SmtpServer> = {}): Promise<Sent> {
  return channel(port, over).send(composed());
}

describe('A mail server', () => {
  it('takes a message, over TLS that is agreed on before anything is said', async () => {
    let secure = false;
    const { port, taken } = await mailServer({
      onMailFrom: (_address, session, done) => {
        secure = session.secure;
        done();
      },
    });
    const sent = await sentTo(port, { tls: 'required', trusted: ours.cert });
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(secure).toBe(true);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain('Message-ID: <2f1c1b52-93a8-5d3e-8a7b-3f0c5d9e1a24@council.example>');
  });

  it('takes a message over TLS from the start, and with a login', async () => {
    const logins: unknown[] = [];
    const { port, taken } = await mailServer({
      secure: true,
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        logins.push([username, password]);
        done(null, { user: username });
      },
    });
    const login = { user: 'council', password: 'p@ss word' };
    const sent = await sentTo(port, { tls: 'from-the-start', trusted: ours.cert, login });
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(logins).toEqual([['council', 'p@ss word']]);
    expect(taken).toHaveLength(1);
  });

  it('gets several messages over one connection', async () => {
    let connections = 0;
    const { port, taken } = await mailServer({
      hideSTARTTLS: true,
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
    });
    const smtp = channel(port);
    for (const id of ['a', 'b', 'c']) await smtp.send(composed({ id }));
    expect([connections, taken.length]).toEqual([1, 3]);
  });

  it.each([
    ['for good, by the recipient', 'RCPT', '550 5.1.1 no such person', 'refused'],
    ['for good, by the sender', 'MAIL', '553 5.1.8 not you', 'refused'],
    ['for good, when it has read it', '.', '554 5.7.1 looks like spam', 'refused'],
    ['for good, when it is asked', 'DATA', '554 5.5.1 no', 'refused'],
    ['for now, by the recipient', 'RCPT', '450 4.2.1 grey list', 'try-later'],
    ['for now, when it has read it', '.', '452 4.3.1 disk full', 'try-later'],
    ['for now, and hangs up', '.', '421 4.3.2 shutting down', 'try-later'],
    ['until there is a login', 'MAIL', '530 5.7.0 log in first', 'try-later'],
    ['at the door', '(greeting)', '554 5.3.2 closed', 'try-later'],
  ])('refuses %s', async (_, command, answer, outcome) => {
    const port = await speaking(answersWith({ [command]: (socket) => socket.write(`${answer}\r\n`) }));
    expect(await sentTo(port)).toEqual({ outcome, why: expect.stringContaining(answer.slice(10)) });
  });

  it('goes on being used after it refused one message', async () => {
    const { port, taken } = await mailServer({
      hideSTARTTLS: true,
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('nobody')
            ? Object.assign(new Error('no such person'), { responseCode: 550 })
            : null,
        ),
    });
    const smtp = channel(port);
    const nobody = composed({ id: 'x', to: { name: '', email: 'nobody@council.example' } });
    expect(await smtp.send(nobody)).toMatchObject({ outcome: 'refused' });
    expect(await smtp.send(composed())).toMatchObject({ outcome: 'sent' });
    expect(taken).toHaveLength(1);
  });

  it.each([
    ['before it greets', '(greeting)'],
    ['after it was greeted', 'EHLO'],
    ['at the recipient', 'RCPT'],
    ['when it is asked for the message', 'DATA'],
  ])('dies %s, and the message can be tried later', async (_, command) => {
    const port = await speaking(answersWith({ [command]: cut }));
    expect(await sentTo(port)).toMatchObject({ outcome: 'try-later' });
  });

  it('dies after it has the message, and nobody knows: it is not given it again', async () => {
    let given = 0;
    const die = (socket: Socket): void => {
      given += 1;
      cut(socket);
    };
    const port = await speaking(answersWith({ '.': die }));
    const sent = await sentTo(port);
    expect(sent).toEqual({ outcome: 'unknown', why: expect.stringContaining('Connection closed') });
    // Longer than the library waits before it would have another go.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(given).toBe(1);
  });

  it('took the message of a real server and died before it said so, and nobody knows', async () => {
    const { port, taken, cutAll } = await mailServer({
      hideSTARTTLS: true,
      onData: (stream) => void takeInto(taken, stream, () => cutAll()),
    });
    expect(await sentTo(port)).toMatchObject({ outcome: 'unknown' });
    expect(taken).toHaveLength(1);
  });

  it('dies in the middle of the message, and nobody knows', async () => {
    const port = await speaking(answersWith({ 'Subject:': cut }));
    expect(await sentTo(port)).toMatchObject({ outcome: 'unknown' });
  });

  it('says nothing after it has the message, and nobody knows', async () => {
    const port = await speaking(answersWith({ '.': () => undefined }));
    const timeouts = { ...quick, silenceMs: 300 };
    expect(await sentTo(port, { timeouts })).toMatchObject({ outcome: 'unknown' });
  });

  it('says too little too slowly, and is not waited for without end', async () => {
    const timeouts = { ...quick, messageMs: 500 };
    const before = await speaking(answersWith({ RCPT: drip }));
    expect(await sentTo(before, { timeouts })).toMatchObject({ outcome: 'try-later' });
    const after = await speaking(answersWith({ '.': drip }));
    expect(await sentTo(after, { timeouts })).toMatchObject({ outcome: 'unknown' });
  });

  it('is slow, and the message goes all the same', async () => {
    const port = await speaking(
      answersWith({
        '(greeting)': slowly('220 there\r\n'),
        RCPT: slowly('250 ok\r\n'),
        '.': slowly('250 taken\r\n'),
      }),
    );
    expect(await sentTo(port)).toMatchObject({ outcome: 'sent' });
  });

  it('is not there, and the message can be tried later', async () => {
    const port = await speaking(() => undefined);
    await closing.pop()!();
    expect(await sentTo(port)).toEqual({
      outcome: 'try-later',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('closed an idle connection, and the next message goes over another', async () => {
    const { port, taken, cutAll } = await mailServer({ hideSTARTTLS: true });
    const smtp = channel(port);
    await smtp.send(composed({ id: 'a' }));
    cutAll();
    expect(await smtp.send(composed({ id: 'b' }))).toMatchObject({ outcome: 'sent' });
    expect(taken).toHaveLength(2);
  });

  it.each(['required', 'from-the-start'] as const)(
    'has a certificate that nobody vouches for: %s',
    async (tls) => {
      const { port, taken } = await mailServer({ secure: tls === 'from-the-start' });
      expect(await sentTo(port, { tls })).toEqual({
        outcome: 'try-later',
        why: expect.stringContaining('self-signed certificate'),
      });
      expect(taken).toEqual([]);
    },
  );

  it('has a certificate of another host', async () => {
    const other = certificateFor('elsewhere.example');
    const { port } = await mailServer({ ...other });
    const sent = await sentTo(port, { tls: 'required', trusted: other.cert });
    expect(sent).toEqual({ outcome: 'try-later', why: expect.stringContaining('elsewhere.example') });
  });

  it('offers no TLS, and is told nothing', async () => {
    const said: string[] = [];
    const answer = answersWith({ STARTTLS: (socket) => socket.write('502 what?\r\n') });
    const port = await speaking((line, socket) => {
      said.push(line);
      answer(line, socket);
    });
    expect(await sentTo(port, { tls: 'required' })).toMatchObject({ outcome: 'try-later' });
    expect(said.join(' ')).not.toContain('council');
  });

  it('refuses the login, which can be put right, and the password is in no error', async () => {
    const login = { user: 'council', password: 'p@ss+word' };
    const inBase64 = Buffer.from(login.password).toString('base64');
    const { port } = await mailServer({
      authMethods: ['PLAIN'],
      onAuth: (_auth, _session, done) =>
        done(Object.assign(new Error(`not ${login.password} (${inBase64})`), { responseCode: 535 })),
    });
    const sent = await sentTo(port, { tls: 'required', trusted: ours.cert, login });
    expect(sent).toEqual({ outcome: 'try-later', why: expect.stringContaining('535') });
    expect(JSON.stringify(sent)).not.toContain(login.password);
    expect(JSON.stringify(sent)).not.toContain(inBase64);
  });

  it.each([
    '',
    'nobody',
    'a@b.example, c@d.example',
    'a@b.example\r\nRCPT TO:<c@d.example>',
    '<a@b.example>',
  ])('is not asked about the address %j', async (email) => {
    const smtp = channel(1);
    expect(await smtp.send(composed({ to: { name: 'A', email } }))).toMatchObject({ outcome: 'refused' });
  });
});
