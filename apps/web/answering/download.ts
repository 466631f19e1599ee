/** A file that a browser keeps, instead of a page that it shows. */
export class Download {
  readonly name: string;
  readonly type: string;
  readonly text: string;

  /** @param name with its ending: `spending-riverside.csv` */
  constructor(name: string, type: string, text: string) {
    this.name = name;
    this.type = type;
    this.text = text;
  }
}
