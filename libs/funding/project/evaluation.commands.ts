import { day, id, line, oneOf, part, parts, pence, text, wholeNumber } from '#funding/fields';

const recommendations = ['mainstream', 'continue', 'discontinue'] as const;

class Delivered {
  @text('The output.', { max: 2000 }) text!: string;
  @wholeNumber('How many were expected.', { optional: true }) expected?: number;
  @wholeNumber('How many were delivered.', { optional: true }) delivered?: number;
}

class NextParts {
  @line('By whom, where it is to be mainstreamed.', { optional: true }) byWhom?: string;
  @day('From when.', { optional: true }) from?: string;
  @line('From which budget.', { optional: true }) budget?: string;
  @text('Why.', { optional: true, max: 4000 }) why?: string;
}

class NextStep extends NextParts {
  @oneOf(recommendations, 'What should happen next.') recommend!: (typeof recommendations)[number];
}

class NextDraft extends NextParts {
  @oneOf(recommendations, 'What should happen next.', { optional: true })
  recommend?: (typeof recommendations)[number];
}

class AnswerParts {
  @parts(() => Delivered, 'Outputs against those expected.', { optional: true, max: 40 })
  outputs?: Delivered[];
  @text('What changed.', { optional: true }) outcomes?: string;
  @text('The evidence for it.', { optional: true }) evidence?: string;
  @text('Economy: what was done to keep costs down.', { optional: true }) economy?: string;
  @text('Efficiency: what was got for the money.', { optional: true }) efficiency?: string;
  @text('Effectiveness: whether it met its aim.', { optional: true }) effectiveness?: string;
  @text('Cost against the award, and why any was not spent.', { optional: true }) costComment?: string;
  @text('What was learned.', { optional: true }) lessons?: string;
}

/**
 * The answers to the evaluation form. A short form asks what was done and what was learned; a full one all of
 * it.
 */
class Answers extends AnswerParts {
  @text('What was done.') done!: string;
  @part(() => NextStep, 'What should happen next.', { optional: true }) next?: NextStep;
}

/** The answers as far as they have been written. */
class DraftAnswers extends AnswerParts {
  @text('What was done.', { optional: true }) done?: string;
  @part(() => NextDraft, 'What should happen next.', { optional: true }) next?: NextDraft;
}

/** Save the evaluation as far as it has come, as the lead officer. It can be begun once there is an award. */
class DraftEvaluation {
  @id('The project.') project!: string;
  @part(() => DraftAnswers, 'The answers so far; they replace what was saved before.') answers!: DraftAnswers;
}

/** Hand in the evaluation, as the lead officer. */
class SubmitEvaluation {
  @id('The project.') project!: string;
  @part(() => Answers, 'The answers; left out, the draft as it stands.', { optional: true })
  answers?: Answers;
}

/** Return an evaluation with reasons and a new date. */
class ReturnEvaluation {
  @id('The project.') project!: string;
  @text('What is missing or wrong.', { max: 4000 }) reasons!: string;
  @day('The new due date.') newDueOn!: string;
}

/** Accept an evaluation. Never by someone whose project it is. */
class AcceptEvaluation {
  @id('The project.') project!: string;
  @text('Comments.', { optional: true, max: 4000 }) comments?: string;
  @oneOf(recommendations, 'What the thematic group recommends.', { optional: true })
  recommend?: (typeof recommendations)[number];
}

/** Agree that it is too early to evaluate, with a date to come back to it. */
class PutOffEvaluation {
  @id('The project.') project!: string;
  @day('When to come back to it.') revisitOn!: string;
  @text('Why it is too early.', { max: 4000 }) reasons!: string;
}

/** Waive an evaluation, with a reason. */
class WaiveEvaluation {
  @id('The project.') project!: string;
  @text('Why.', { max: 2000 }) reason!: string;
}

class Outcome {
  @id('The project.') project!: string;
  @text('Why.', { max: 4000 }) reasons!: string;
  @id('The meeting that agreed it.', { optional: true }) meeting?: string;
  @id('The item on its agenda.', { optional: true }) item?: string;
}

/** Record that an agency has taken a project into its own budget. */
class MainstreamProject extends Outcome {
  @line('The agency.') agency!: string;
  @day('From when.') from!: string;
  @line('Which budget.') budget!: string;
  @pence('What it costs a year.', { optional: true }) yearlyPence?: number;
}

/** Record that a project is funded again, as another project. */
class ContinueProject extends Outcome {
  @id('The project that continues it.') as!: string;
}

/** Record that a project was stopped. */
class DiscontinueProject extends Outcome {}

export const evaluationCommands = {
  DraftEvaluation,
  SubmitEvaluation,
  ReturnEvaluation,
  AcceptEvaluation,
  PutOffEvaluation,
  WaiveEvaluation,
  MainstreamProject,
  ContinueProject,
  DiscontinueProject,
} as const;
