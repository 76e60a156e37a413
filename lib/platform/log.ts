/**
 * The one place that writes to the console. Codes and counts only: never a text, a name, an address of a
 * member or anything of a credential, because a console is copied into bug reports.
 */
export function logProblem(code: string, error?: unknown): void {
  const kind = error instanceof Error ? error.name : error === undefined ? '' : typeof error;
  console.warn(`[countersign] ${code}${kind && `: ${kind}`}`);
}
