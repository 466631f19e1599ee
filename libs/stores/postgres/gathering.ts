/**
 * Lets those who ask in the same turn share one question to the server: a round trip costs both sides more
 * than what is asked.
 *
 * A question is put after everyone who shares it has asked, so none of them can miss what was recorded
 * before.
 */
export class Gathering<Question, Answer> {
  private toCome: Asked<Question, Answer>[] = [];
  private readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  private readonly most: number;

  /**
   * @param ask puts the questions, and answers in their order
   * @param most how many are put at once
   */
  constructor(ask: (questions: readonly Question[]) => Promise<readonly Answer[]>, most: number) {
    this.ask = ask;
    this.most = most;
  }

  /** The answer to a question, or what went wrong for all that shared it. */
  async answerTo(question: Question): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      // `setImmediate` runs after all promises of this turn.
      if (this.toCome.length === 0) setImmediate(() => this.askAll());
      this.toCome.push({ question, resolve, reject });
    });
  }

  private askAll(): void {
    const all = this.toCome;
    this.toCome = [];
    for (let from = 0; from < all.length; from += this.most) {
      void this.askSome(all.slice(from, from + this.most));
    }
  }

  private async askSome(some: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.ask(some.map(({ question }) => question));
      for (const [index, { resolve }] of some.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}
