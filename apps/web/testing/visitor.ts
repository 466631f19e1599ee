import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parse } from 'node-html-parser';
import type { HTMLElement } from 'node-html-parser';

type Fields = Readonly<Record<string, string | readonly string[]>>;
/** The same with files that were chosen. */
type FieldsAndFiles = Readonly<Record<string, string | readonly string[] | File>>;

interface Body {
  readonly payload: string | Buffer;
  readonly type: string;
}

/** What a person sees of an answer. */
export class Shown {
  readonly status: number;
  /** The address that it is at, after being sent on. */
  readonly at: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, unknown>>;
  private parsed: HTMLElement | undefined;

  constructor(status: number, at: string, html: string, headers: Readonly<Record<string, unknown>>) {
    this.status = status;
    this.at = at;
    this.html = html;
    this.headers = headers;
  }

  /** Its elements, read when they are first asked for: of many an answer the status is all that counts. */
  get root(): HTMLElement {
    this.parsed ??= parse(this.html);
    return this.parsed;
  }

  /** Whether it is a page, and no file. */
  get isPage(): boolean {
    return String(this.headers['content-type']).startsWith('text/html');
  }

  get title(): string {
    return textOf(this.root.querySelector('title'));
  }

  get heading(): string {
    return textOf(this.root.querySelector('h1'));
  }

  /** The words of the page, without its marks. */
  get text(): string {
    return textOf(this.root.querySelector('main'));
  }

  /** What the summary says is wrong. */
  get problems(): readonly string[] {
    return this.root.querySelectorAll('.govuk-error-summary__list li').map(textOf);
  }

  /** What stands as wrong beside an input. */
  problemOf(name: string): string {
    return textOf(this.root.querySelector(`#${name}-error`)).replace(/^Error: /, '');
  }

  /** What is typed in an input. */
  valueOf(name: string): string | undefined {
    const input = this.root.querySelector(`[name="${name}"]`);
    return input?.tagName === 'TEXTAREA' ? input.textContent.trim() : input?.getAttribute('value');
  }

  /** What stands in the inputs of its form: what a browser sends when nothing is changed. */
  filled(): Fields {
    const inputs = this.root.querySelectorAll('main form input, main form textarea, main form select');
    const all = inputs.flatMap((input) => {
      const name = input.getAttribute('name');
      const value = valueIn(input);
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
    return byName(all);
  }

  /** The rows of a table, by its caption, as their cells' words. */
  tableOf(caption: string): readonly (readonly string[])[] {
    const table = this.root
      .querySelectorAll('table')
      .find((one) => textOf(one.querySelector('caption')).includes(caption));
    return (table?.querySelectorAll('tr') ?? []).map((row) => row.querySelectorAll('th, td').map(textOf));
  }

  link(text: string): string | undefined {
    return this.root
      .querySelectorAll('a')
      .find((one) => textOf(one).includes(text))
      ?.getAttribute('href');
  }
}

/** Inputs of one name are sent as a list. */
function byName(inputs: readonly { readonly name: string; readonly value: string }[]): Fields {
  const grouped = Map.groupBy(inputs, ({ name }) => name);
  return Object.fromEntries(
    [...grouped].map(([name, all]) => {
      const values = all.map(({ value }) => value);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** What a browser sends of an input; undefined for a box or a button that is not ticked. */
function valueIn(input: HTMLElement): string | undefined {
  if (input.tagName === 'TEXTAREA') return input.textContent.trim();
  if (input.tagName === 'SELECT') return chosenIn(input)?.getAttribute('value');
  const isTickable = ['checkbox', 'radio'].includes(input.getAttribute('type') ?? '');
  return isTickable && !input.hasAttribute('checked') ? undefined : (input.getAttribute('value') ?? '');
}

/** The first option is chosen where none says that it is. */
function chosenIn(select: HTMLElement): HTMLElement | null {
  return select.querySelector('option[selected]') ?? select.querySelector('option');
}

function textOf(element: HTMLElement | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Someone with a browser, who follows where they are sent and fills in the forms that they are shown. */
export class Visitor {
  private readonly application: NestFastifyApplication;
  private readonly cookies = new Map<string, string>();

  constructor(application: NestFastifyApplication) {
    this.application = application;
  }

  hold(cookie: string, value: string): void {
    this.cookies.set(cookie, value);
  }

  async open(url: string): Promise<Shown> {
    return this.follow('GET', url);
  }

  /** A page of a long list, and those to which it leads on: a list that leads nowhere ends after nine. */
  async pagesFrom(url: string, way: 'Next page' | 'Previous page'): Promise<readonly Shown[]> {
    const all: Shown[] = [];
    for (
      let next: string | undefined = url;
      next !== undefined && all.length < 9;
      next = all.at(-1)?.link(way)
    )
      all.push(await this.open(next));
    return all;
  }

  /**
   * Sends the form of a page as it stands there, with these fields filled in; what a browser sends of one.
   *
   * @param part what is in the form that is meant, where the page has several
   */
  async send(shown: Shown, fields: FieldsAndFiles = {}, part = 'main form'): Promise<Shown> {
    const form = shown.root.querySelector(part);
    if (form === null) throw new Error(`There is no ${part} on the page ${shown.heading}.`);
    const hidden = form.querySelectorAll('input[type="hidden"]').map((input) => ({
      name: input.getAttribute('name') ?? '',
      value: input.getAttribute('value') ?? '',
    }));
    const filled = { ...byName(hidden), ...fields };
    const body = await (form.getAttribute('enctype') === 'multipart/form-data'
      ? multipart(filled)
      : urlencoded(filled as Fields));
    return this.follow('POST', form.getAttribute('action') ?? shown.at, body);
  }

  /** Posts exactly these fields. */
  async post(url: string, fields: Fields): Promise<Shown> {
    return this.follow('POST', url, urlencoded(fields));
  }

  /** Posts these very bytes, as no browser would. */
  async postBytes(url: string, payload: Buffer, type: string): Promise<Shown> {
    return this.follow('POST', url, { payload, type });
  }

  private async follow(method: 'GET' | 'POST', url: string, body?: Body): Promise<Shown> {
    const answer = await this.application.inject({
      method,
      url,
      cookies: Object.fromEntries(this.cookies),
      ...(body === undefined ? {} : { payload: body.payload, headers: { 'content-type': body.type } }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const to = answer.headers.location;
    // Where it leads elsewhere, it is for the test to go on.
    if (answer.statusCode === 303 && typeof to === 'string')
      return to.startsWith('/') ? this.follow('GET', to) : new Shown(303, to, '', answer.headers);
    return new Shown(answer.statusCode, url, answer.body, answer.headers);
  }
}

function urlencoded(fields: Fields): Body {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
  return { payload: form.toString(), type: 'application/x-www-form-urlencoded' };
}

async function multipart(fields: FieldsAndFiles): Promise<Body> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof File) form.append(name, value, value.name);
    else for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
  }
  // Whatever answers with a form writes it as a browser does.
  const written = new Response(form);
  const type = written.headers.get('content-type') ?? '';
  return { payload: Buffer.from(await written.arrayBuffer()), type };
}
