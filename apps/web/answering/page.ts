/** The form that is answered, as it was filled in, for whoever goes back to it. */
export type AsFilledIn = () => Promise<Page>;

/** A page that answers a request. */
export class Page {
  readonly template: string;
  readonly data: object;
  readonly status: number;
  readonly asFilledIn: AsFilledIn | undefined;

  /** @param template the folder and file of the page's template: `projects/projects.njk` */
  constructor(template: string, data: object, status = 200, asFilledIn?: AsFilledIn) {
    this.template = template;
    this.data = data;
    this.status = status;
    this.asFilledIn = asFilledIn;
  }

  /** The same as the answer to a form. */
  answering(asFilledIn: AsFilledIn): Page {
    return new Page(this.template, this.data, this.status, asFilledIn);
  }
}

/** A page that is shown once, and not to whoever goes back to it or loads it again: it has a secret. */
export class ShownOnce extends Page {
  /** Where it is shown. */
  readonly at: string;

  constructor(at: string, template: string, data: object) {
    super(template, data);
    this.at = at;
  }
}

/** Sends the browser on to another page, after something was done. */
export class SeeOther {
  readonly to: string;
  /** What was done, said once at the top of that page. */
  readonly notice: string | undefined;
  readonly asFilledIn: AsFilledIn | undefined;

  constructor(to: string, notice?: string, asFilledIn?: AsFilledIn) {
    this.to = to;
    this.notice = notice;
    this.asFilledIn = asFilledIn;
  }

  /** The same as the answer to a form. */
  answering(asFilledIn: AsFilledIn): SeeOther {
    return new SeeOther(this.to, this.notice, asFilledIn);
  }
}
