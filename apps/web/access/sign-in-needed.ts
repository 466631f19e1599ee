/** Nobody is signed in, or the session has ended. The page that answers leads to where one signs in. */
export class SignInNeeded extends Error {
  override name = 'SignInNeeded';
}

/** What was sent comes from a page that was opened in another session, so whose it is has to be asked. */
export class DrawnForAnother extends Error {
  override name = 'DrawnForAnother';
}

/** What was sent was typed by somebody else, who was signed in before in this browser. */
export class TypedByAnother extends Error {
  override name = 'TypedByAnother';
  readonly statusCode = 409;
}
