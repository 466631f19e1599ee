import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { FormView } from '#govuk/form';
import { Sheets } from '#sign-in/sheets';
import type { Holder, Kept } from '#sign-in/sheets';
import { forgeryCookie, heldSession } from '../access/cookies.js';
import { Page, ShownOnce } from './page.js';
import type { SeeOther } from './page.js';
import { atSheet, newSheet, sheetIn } from './sheet.js';

/** A page as it is kept, for one address alone. */
interface KeptPage extends Pick<Page, 'template' | 'data' | 'status'> {
  readonly path: string;
  readonly isOnce: boolean;
}

/**
 * The answers to forms, each kept at an address of its own to which the browser is sent on. So what a form
 * was answered with can be gone back to and loaded again, which the answer to a post cannot; and the form
 * from which it was sent stands there as it was filled in.
 */
@Injectable()
export class KeptPages {
  private readonly sheets: Sheets;

  constructor(@Inject(Sheets) sheets: Sheets) {
    this.sheets = sheets;
  }

  /** The page that was kept at an address. */
  async at(request: FastifyRequest): Promise<Page | undefined> {
    const [sheet, holder] = [sheetIn(request), holderOf(request)];
    if (sheet === undefined || holder === undefined) return undefined;
    const kept = (await this.sheets.find(holder, sheet)) as KeptPage | undefined;
    if (kept?.path !== pathOf(request.url)) return undefined;
    if (kept.isOnce) await this.sheets.forget(holder, sheet);
    return new Page(kept.template, kept.data, kept.status);
  }

  /**
   * Keeps what answers a form, and the form as it was filled in.
   *
   * @returns where a page that answers it is to be seen; undefined where it could not be kept
   */
  async keep(request: FastifyRequest, answered: Page | SeeOther): Promise<string | undefined> {
    try {
      return await this.keepBoth(request, answered);
    } catch (error) {
      // What was sent is recorded by now, so it is answered all the same.
      request.log.error(error);
      return undefined;
    }
  }

  private async keepBoth(request: FastifyRequest, answered: Page | SeeOther): Promise<string | undefined> {
    const holder = holderOf(request);
    const answer = answered instanceof Page ? keptAnswer(request, answered) : undefined;
    const all = [...(await keptForm(request, answered)), ...(answer === undefined ? [] : [answer.kept])];
    if (holder === undefined || all.length === 0) return undefined;
    return (await this.sheets.keep(holder, all)) ? answer?.address : undefined;
  }
}

/** What answers a form, on a sheet of its own. */
function keptAnswer(request: FastifyRequest, page: Page): { readonly kept: Kept; readonly address: string } {
  const [sheet, at] = [newSheet(), page instanceof ShownOnce ? page.at : request.url];
  return { kept: { sheet, content: keptPage(page, at) }, address: atSheet(at, sheet) };
}

/** The form that was sent, as it was filled in, where it has a sheet. */
async function keptForm(request: FastifyRequest, answered: Page | SeeOther): Promise<readonly Kept[]> {
  const sheet = sheetIn(request);
  const form = sheet === undefined ? undefined : await formAnsweredBy(answered);
  return sheet === undefined || form === undefined ? [] : [{ sheet, content: keptPage(form, request.url) }];
}

/** Whoever is signed in holds a session, and everyone who has a form what forms are bound to. */
function holderOf(request: FastifyRequest): Holder | undefined {
  const isSignedIn = request.session !== undefined;
  const held = isSignedIn ? heldSession(request) : request.cookies[forgeryCookie];
  return held === undefined ? undefined : { held, isSignedIn };
}

/** A form that is shown again with what is wrong is itself the form as it was filled in, without that. */
async function formAnsweredBy(answered: Page | SeeOther): Promise<Page | undefined> {
  if (answered.asFilledIn !== undefined) return answered.asFilledIn();
  if (!(answered instanceof Page) || answered.status < 400) return undefined;
  const { form } = answered.data as { readonly form?: FormView };
  const nothingWrong = { ...form, errors: [], wrong: {}, wrongParts: [] };
  return new Page(answered.template, { ...answered.data, form: nothingWrong });
}

function keptPage(page: Page, url: string): KeptPage {
  const { template, data, status } = page;
  return { template, data, status, path: pathOf(url), isOnce: page instanceof ShownOnce };
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? '';
}
