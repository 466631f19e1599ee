/** The file or schema is not one of read models. The message is a sentence for the operator. */
export class ReadModelsUnusable extends Error {
  override name = 'ReadModelsUnusable';
}
