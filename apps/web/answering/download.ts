/** A file that a browser keeps, instead of a page that it shows. */
export class Download {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array;

  /** @param name with its ending: `spending-riverside.csv` */
  constructor(name: string, type: string, content: string | Uint8Array) {
    this.name = name;
    this.type = type;
    this.content = content;
  }
}
