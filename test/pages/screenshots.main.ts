import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ServedPages } from './served-pages.ts';
import type { Browsing } from './browsing.ts';

/** Of the how-to: a picture's name, whose eyes it is seen by, and the page. */
const ofHowTo = [
  ['what-needs-me', 'support-officer', '/p/thurrock'],
  ['a-project', 'auditor', '/p/thurrock/projects/idva'],
  ['the-budget', 'finance-officer', '/p/thurrock/budget'],
] as const;

/** Every main page, to be looked at as a designer would. */
const mainPages = [
  ['home-lead', 'lead-youth-services', '/p/thurrock'],
  ['home-finance', 'finance-officer', '/p/thurrock'],
  ['home-support', 'support-officer', '/p/thurrock'],
  ['projects', 'support-officer', '/p/thurrock/projects'],
  ['project-support', 'support-officer', '/p/thurrock/projects/idva'],
  ['project-finance', 'finance-officer', '/p/thurrock/projects/idva'],
  ['claims-and-payments', 'auditor', '/p/thurrock/projects/idva/spending'],
  ['money', 'finance-officer', '/p/thurrock/projects/idva/money'],
  ['hand-over', 'support-officer', '/p/thurrock/projects/idva/hand-over'],
  ['import', 'support-officer', '/p/thurrock/import-register'],
  ['sources', 'finance-officer', '/p/thurrock/sources'],
  ['general-ledger', 'finance-officer', '/p/thurrock/general-ledger'],
  ['ledger-codes', 'finance-officer', '/p/thurrock/general-ledger/codes'],
  ['next-batch', 'finance-officer', '/p/thurrock/general-ledger/send'],
  ['open-data', 'support-officer', '/p/thurrock/open-data'],
  ['publisher', 'support-officer', '/p/thurrock/open-data/publisher'],
  ['source', 'finance-officer', '/p/thurrock/sources/community-safety-2011-12'],
  ['budget', 'finance-officer', '/p/thurrock/budget'],
  ['spending', 'auditor', '/p/thurrock/spending'],
  ['evaluations', 'support-officer', '/p/thurrock/evaluations'],
  ['events', 'auditor', '/p/thurrock/events'],
  ['meetings', 'auditor', '/p/thurrock/meetings'],
] as const;

const desktop = { width: 1280, height: 960 };
const phone = { width: 360, height: 740 };

async function picture(
  eyes: Browsing,
  path: string,
  file: string,
  size: { readonly width: number; readonly height: number },
  fullPage: boolean,
): Promise<void> {
  await eyes.page.setViewportSize(size);
  await eyes.open(path);
  await eyes.page.screenshot({ path: file, fullPage, animations: 'disabled' });
}

/** The pictures of the how-to; in a folder that is named, every main page, on a desktop and a phone. */
async function takePictures(folder: string | undefined): Promise<void> {
  const pages = await ServedPages.open();
  const to = folder ?? join(import.meta.dirname, '..', '..', 'docs', 'how-to', 'pictures');
  mkdirSync(to, { recursive: true });
  try {
    for (const [name, person, path] of folder === undefined ? ofHowTo : mainPages) {
      const eyes = await pages.browserOf(person);
      await picture(eyes, path, join(to, `${name}.png`), desktop, folder !== undefined);
      if (folder !== undefined) await picture(eyes, path, join(to, `${name}-phone.png`), phone, true);
    }
  } finally {
    await pages.close();
  }
}

await takePictures(process.argv[2]);
