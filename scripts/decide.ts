/**
 * The command line of the role engine: decides the questions of a file, or of standard input, by a workspace
 * file, one line an answer, in order; or says what a member may do, what an edit changes, what is wrong with a
 * set-up (workspace-file.md).
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { MemberId } from '../lib/roles';
import { eachChange } from '../lib/roles/diff';
import { lintWorkspace } from '../lib/roles/lint/lint';
import { permissionsOf } from '../lib/roles/permissions';
import { factsOf, parseWorkspaceFile, type WorkspaceFile } from '../lib/workspace/workspace-file';
import { answerQueries } from './decide/answer-queries';
import { CallProblem } from './decide/call-problem';
import { printList } from './decide/print-list';
import { Moment } from './decide/read-query';

const USAGE = `usage: npm run -s decide -- WORKSPACE.json [QUERIES.jsonl] [--now TIME]
       npm run -s decide -- WORKSPACE.json --lint | --diff OTHER.json | --matrix MEMBER [--now TIME]

Without an option, reads queries (from the file, or standard input), one JSON object a line,
and prints one decision a line, in order.
  --lint           prints what is wrong with the workspace, and how to mend it
  --diff OTHER     prints what each member gains and loses when WORKSPACE becomes OTHER
  --matrix MEMBER  prints all that a member may do and may not, with reasons
  --now TIME       the moment to decide by, such as 2027-01-01T00:00:00Z; else the machine's clock
--lint, --diff and --matrix print one JSON document.

exit status: 0; 1 when a query was not valid (its line says why, the rest is answered);
2 when the call or a workspace was not. Findings of --lint are an answer, and do not change it.`;

const SEE_USAGE = 'See npm run -s decide -- --help.';

/** What the file system has against a file, in a sentence. */
function fileProblem(path: string, error: unknown): CallProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new CallProblem(`There is no file ${path}.`);
  if (code === 'EISDIR') return new CallProblem(`${path} is a folder, and a file is needed.`);
  if (code === 'EACCES') return new CallProblem(`${path} may not be read.`);
  return new CallProblem(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}

function readWorkspace(path: string, nameOf: (problem: string) => string): WorkspaceFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw fileProblem(path, error);
  }
  const parsed = parseWorkspaceFile(text);
  if (!parsed.ok) throw new CallProblem(parsed.problems.map(nameOf).join('\n'));
  return parsed.value;
}

function openQueries(path: string): Readable {
  try {
    if (statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (error) {
    throw fileProblem(path, error);
  }
  return createReadStream(path);
}

function readCall(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        lint: { type: 'boolean' },
        diff: { type: 'string' },
        matrix: { type: 'string' },
        now: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new CallProblem(`${error instanceof Error ? error.message : String(error)}\n${SEE_USAGE}`);
  }
}

function readNow(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parsed = Moment.safeParse(text);
  if (!parsed.success) throw new CallProblem('--now must be a time such as 2027-01-01T00:00:00Z.');
  return Date.parse(parsed.data);
}

function findMemberId(file: WorkspaceFile, text: string): MemberId {
  const id = MemberId.safeParse(text);
  const member = file.members.find((candidate) => id.success && candidate.id === id.data);
  if (member === undefined) throw new CallProblem(`--matrix: no such member "${text}"`);
  return member.id;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = readCall(args);
  const { stdout } = process;
  if (values.help) {
    stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [workspacePath, queriesPath, ...rest] = positionals;
  const { lint, diff, matrix } = values;
  const analyses = [lint, diff, matrix].filter((value) => value !== undefined);
  if (workspacePath === undefined) throw new CallProblem(USAGE);
  if (analyses.length > 1)
    throw new CallProblem(`Only one of --lint, --diff and --matrix at a time.\n${SEE_USAGE}`);
  if (rest.length > 0 || (analyses.length > 0 && queriesPath !== undefined)) {
    throw new CallProblem(`Too many files.\n${SEE_USAGE}`);
  }
  const now = readNow(values.now);
  const nowMs = now ?? Date.now();
  const file = readWorkspace(workspacePath, (problem) => problem);
  if (lint) {
    await printList(stdout, {}, 'findings', lintWorkspace(factsOf(file), nowMs));
    return 0;
  }
  if (diff !== undefined) {
    const other = readWorkspace(diff, (problem) => `${diff}: ${problem}`);
    await printList(stdout, {}, 'changes', eachChange(factsOf(file), factsOf(other), nowMs));
    return 0;
  }
  if (matrix !== undefined) {
    const { groups, ...head } = permissionsOf(factsOf(file), findMemberId(file, matrix), nowMs);
    await printList(stdout, head, 'groups', groups);
    return 0;
  }
  const input = queriesPath === undefined ? process.stdin : openQueries(queriesPath);
  return (await answerQueries(file, input, stdout, now)) ? 0 : 1;
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
