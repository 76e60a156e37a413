/** What is wrong with a call, a file or a query: something for the one who asked to put right, in a sentence. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem';
}
