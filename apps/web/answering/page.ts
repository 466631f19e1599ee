/** A page that answers a request. */
export class Page {
  readonly template: string;
  readonly data: object;
  readonly status: number;

  /** @param template the folder and file of the page's template: `projects/projects.njk` */
  constructor(template: string, data: object, status = 200) {
    this.template = template;
    this.data = data;
    this.status = status;
  }
}

/** Sends the browser on to another page, after something was done. */
export class SeeOther {
  readonly to: string;
  /** What was done, said once at the top of that page. */
  readonly notice: string | undefined;

  constructor(to: string, notice?: string) {
    this.to = to;
    this.notice = notice;
  }
}
