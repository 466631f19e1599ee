import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { composeLink } from '#reminders/mail/link-message';
import type { LinkMessage } from '#reminders/mail/link-message';
import { rfc5322 } from '#reminders/mail/mail';

const golden = join(import.meta.dirname, '..', '..', '..', 'test', 'golden', 'mail-of-links');
const from = { name: 'Tallystick', address: 'accounts@council.example' };

function message(over: Partial<LinkMessage> = {}): LinkMessage {
  return {
    id: '2f1c1b52-93a8-5d3e-8a7b-3f0c5d9e1a24',
    kind: 'invitation',
    partnershipName: 'Basildon Community Safety Partnership',
    to: { name: 'A. Lead', email: 'a.lead@council.example' },
    link: 'https://tallystick.council.example/set-up-account/sR2vYzZq3k9d7b1mXw8T0w',
    within: 'three days',
    ...over,
  };
}

const bomb = 'Bus\r\nBcc: everyone@council.example\r\n\r\n<script>alert(1)</script>\u2028\u0000end';

/** By the name of its golden files. */
const cases: Readonly<Record<string, LinkMessage>> = {
  invitation: message(),
  'new-password': message({ kind: 'new-password', within: 'one hour' }),
  'new-password-handed-out': message({ kind: 'new-password' }),
  'without-name': message({ to: { name: '', email: 'a.lead@council.example' } }),
  hostile: message({ partnershipName: bomb, to: { name: bomb, email: 'a.lead@council.example' } }),
};

function allFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(cases).flatMap(([name, one]) => {
      const { subject, text, html } = composeLink(one);
      return [[`${name}.txt`, `Subject: ${subject}\n\n${text}`] as const, [`${name}.html`, html] as const];
    }),
  );
}

describe('Messages with a link that lets someone in', () => {
  it('are those of test/golden/mail-of-links; with UPDATE_GOLDEN=1 these are written anew', () => {
    const wanted = allFiles();
    if (process.env['UPDATE_GOLDEN'] === '1') {
      rmSync(golden, { recursive: true, force: true });
      mkdirSync(golden, { recursive: true });
      for (const [name, content] of wanted) writeFileSync(join(golden, name), content);
    }
    const found = readdirSync(golden).map(
      (name) => [name, readFileSync(join(golden, name), 'utf8')] as const,
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
  });

  it.each(Object.keys(cases))('have the one link, and keep every header to one line: %s', async (name) => {
    const composed = composeLink(cases[name]!);
    expect(composed.html.match(/href=/g)).toHaveLength(1);
    expect(composed.text.match(/https:\/\//g)).toHaveLength(1);
    expect(composed.parts).toEqual({ text: expect.not.stringContaining('https:'), link: cases[name]!.link });
    const [heads = ''] = (await rfc5322(composed, from)).toString('utf8').split('\r\n\r\n');
    expect(heads.split('\r\n').flatMap((line) => /^([\w-]+):/.exec(line)?.[1] ?? [])).not.toContain('Bcc');
    expect(composed.html).not.toContain('<script>');
  });
});
