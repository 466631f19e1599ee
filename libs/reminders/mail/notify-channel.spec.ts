import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { NotifyChannel } from '#reminders/mail/notify-channel';
import { composed } from '#reminders/mail/stand-in/composed';
import { notifySchemas } from '#reminders/mail/stand-in/notify-schemas';
import { StandInForNotify } from '#reminders/mail/stand-in/stand-in-for-notify';
import type { Trouble } from '#reminders/mail/stand-in/stand-in-for-notify';

const { id } = composed();
let notify: StandInForNotify;

beforeEach(async () => {
  notify = await StandInForNotify.start();
});
afterEach(async () => notify.stop());

function channel(over: { key?: string; url?: string; template?: string } = {}): NotifyChannel {
  const { key, url, template } = notify;
  return new NotifyChannel({ key, url, template, timeoutMs: 500, ...over });
}

function trouble(status: number, error: string, message = error): Trouble {
  return { status, error, message };
}

describe('GOV.UK Notify', () => {
  it('gets the words, the link apart from them, and the id of the message as its reference', async () => {
    const sent = await channel().send(composed());
    expect(sent).toEqual({ outcome: 'sent', reference: notify.taken[0]?.id });
    expect(notify.taken).toEqual([
      expect.objectContaining({
        reference: id,
        email: 'a.lead@council.example',
        sanitised: ['body'],
        personalisation: {
          subject: composed().subject,
          body: composed().parts?.text,
          link: 'https://tallystick.example/',
        },
      }),
    ]);
  });

  it('makes no link of what someone typed', async () => {
    const hostile = 'Evaluation of [your pay](https://evil.example/pay) is due';
    await channel().send(composed({ parts: { text: hostile, link: 'https://tallystick.example/' } }));
    const [taken] = notify.taken;
    const shown = await fetchAsNotify(`/v2/notifications/${taken?.id}`);
    const { body } = shown as { readonly body: string };
    expect(body).not.toContain('evil.example');
    expect(body).toContain(String.raw`\[your pay\]`);
    expect(body).toContain('https://tallystick.example/');
  });

  it.each<[string, Trouble, string, string]>([
    ['the address', trouble(400, 'ValidationError', 'email_address Not a valid'), 'refused', 'Not a valid'],
    ['a service on trial', trouble(400, 'BadRequestError', 'in trial mode'), 'refused', 'trial mode'],
    ['the key', trouble(403, 'AuthError', 'Invalid token: API key not found'), 'try-later', 'API key'],
    ['the rate', trouble(429, 'RateLimitError', 'Exceeded rate limit'), 'try-later', 'rate limit'],
    ['the day', trouble(429, 'TooManyRequestsError', 'Exceeded send limits (250)'), 'try-later', 'limits'],
    ['itself', trouble(500, 'Exception', 'Internal server error'), 'try-later', 'Internal server error'],
    ['what is between', trouble(502, 'Gateway', 'Bad gateway'), 'unknown', 'Bad gateway'],
  ])('refuses because of %s', async (_, sending, outcome, why) => {
    notify.sending = sending;
    expect(await channel().send(composed())).toEqual({ outcome, why: expect.stringContaining(why) });
    expect(notify.taken).toEqual([]);
  });

  it.each<[string, Trouble]>([
    ['took it and died', 'cut-after'],
    ['took it and says nothing', 'silent'],
  ])('%s, and is asked whether it has it', async (_, sending) => {
    notify.sending = sending;
    expect(await channel().send(composed())).toEqual({ outcome: 'sent', reference: notify.taken[0]?.id });
    expect(notify.taken).toHaveLength(1);
  });

  it.each<[string, Trouble, Trouble | undefined]>([
    ['and has nothing by then', 'cut-before', undefined],
    ['and does not say whether it has it', 'cut-after', 'cut-before'],
    ['and says nothing to that either', 'silent', 'silent'],
    ['and is broken', 'cut-after', trouble(500, 'Exception', 'Internal server error')],
  ])('died, %s: nobody knows', async (_, sending, looking) => {
    notify.sending = sending;
    notify.looking = looking;
    expect(await channel().send(composed())).toMatchObject({ outcome: 'unknown' });
  });

  it('is not there, and the message can be tried later', async () => {
    const gone = await StandInForNotify.start();
    const { url } = gone;
    await gone.stop();
    expect(await channel({ url }).send(composed())).toEqual({
      outcome: 'try-later',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('does not know the key, and the key is in no error', async () => {
    const key = notify.key.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const sent = await channel({ key }).send(composed());
    expect(sent).toEqual({ outcome: 'try-later', why: expect.stringContaining('Invalid token') });
    await expect(channel({ key }).status(id)).rejects.toThrow(/^GOV\.UK Notify: 403 Invalid token/);
    expect(JSON.stringify(sent)).not.toContain(key.slice(-36));
  });

  it.each([
    ['created', 'sending'],
    ['sending', 'sending'],
    ['delivered', 'delivered'],
    ['permanent-failure', 'permanent-failure'],
    ['temporary-failure', 'temporary-failure'],
    ['technical-failure', 'temporary-failure'],
    ['something-new', 'sending'],
  ])('says %s of a message: %s', async (status, delivery) => {
    const sent = await channel().send(composed());
    notify.taken[0]!.status = status;
    expect(await channel().status((sent as { reference: string }).reference)).toBe(delivery);
  });

  it('says that it has no such message', async () => {
    await expect(channel().status(id)).rejects.toThrow('GOV.UK Notify: 404 No result found');
  });
});

describe('The stand-in for GOV.UK Notify', () => {
  const ajv = new Ajv();

  it.each(['emailSent', 'notification', 'failure'] as const)('answers as is published: %s', async (name) => {
    await channel().send(composed());
    const email = {
      template_id: notify.template,
      email_address: 'a@b.example',
      sanitise_content_for: ['body'],
    };
    const personalisation = { subject: 's', body: 'b', link: 'l' };
    const answers = {
      emailSent: await fetchAsNotify('/v2/notifications/email', { ...email, personalisation }),
      notification: await fetchAsNotify(`/v2/notifications/${notify.taken[0]?.id}`),
      failure: await fetchAsNotify('/v2/notifications/email', email),
    };
    const isAsPublished = ajv.compile(notifySchemas[name]);
    expect([isAsPublished(answers[name]), isAsPublished.errors]).toEqual([true, null]);
    expect(isAsPublished({})).toBe(false);
  });
});

/** An answer of the stand-in, word for word, to one who has the key. */
async function fetchAsNotify(path: string, body?: object): Promise<unknown> {
  const method = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const headers = { Authorization: `Bearer ${notify.token()}` };
  return (await fetch(`${notify.url}${path}`, { ...method, headers })).json();
}
