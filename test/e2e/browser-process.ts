/**
 * Threat: a test run that is aborted (even by SIGKILL) leaves browsers and profiles behind on a developer's machine.
 * Rule: beside each browser runs a guard, a shell that waits for the end of a pipe that only this process holds
 * open. When the pipe ends, however this process ended, the guard kills what still uses the profile and deletes a
 * temporary one. Linux only: it reads /proc.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './page';

// The profile travels in the environment, so that the guard's own command line does not match.
const GUARD_SCRIPT = `
cat > /dev/null
for round in 1 2 3; do
  for file in $(grep -lszxF -e "$GUARDED_PROFILE" -e "--user-data-dir=$GUARDED_PROFILE" /proc/[0-9]*/cmdline); do
    process=\${file#/proc/}
    kill -9 "\${process%/cmdline}" 2> /dev/null
  done
  [ "$GUARD_DELETES" = yes ] || exit 0
  rm -rf "$GUARDED_PROFILE" && exit 0
  sleep 0.2
done`;

/** A profile directory together with the guard that cleans up after it. */
export interface GuardedProfile {
  readonly dir: string;
  /** Ends what still runs on the profile and deletes it when it is temporary. */
  release(): Promise<void>;
}

/** Makes (or takes) a profile directory and sets a guard on it. */
export function guardProfile(browserName: string, givenDir: string | undefined): GuardedProfile {
  if (givenDir !== undefined) mkdirSync(givenDir, { recursive: true });
  const dir = realpathSync(givenDir ?? mkdtempSync(path.join(tmpdir(), `countersign-${browserName}-`)));
  const guard: ChildProcess = spawn('/bin/sh', ['-c', GUARD_SCRIPT], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, GUARDED_PROFILE: dir, GUARD_DELETES: givenDir === undefined ? 'yes' : 'no' },
  });
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  guard.unref();
  // A pipe to a child is a socket, which keeps Node alive unless told otherwise.
  if (guard.stdin && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return {
    dir,
    async release() {
      await killProcessesOf(dir);
      guard.ref();
      guard.stdin?.end();
      await ended;
    },
  };
}

interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly commandLine: readonly string[];
}

function runningProcesses(): ProcessEntry[] {
  const entries: ProcessEntry[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      // The second field is the program's name in parentheses and may hold spaces and parentheses itself.
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parentPid] = status.slice(status.lastIndexOf(')') + 2).split(' ');
      if (state !== 'Z') entries.push({ pid: Number(name), parentPid: Number(parentPid), commandLine });
    } catch {
      // The process ended while its entry was being read.
    }
  }
  return entries;
}

/** The ids of the processes that were started with a profile, and of all their descendants. */
export function processesOf(profileDir: string): number[] {
  const entries = runningProcesses();
  const found = new Set(
    entries
      .filter(({ commandLine }) =>
        commandLine.some((arg) => arg === profileDir || arg === `--user-data-dir=${profileDir}`),
      )
      .map(({ pid }) => pid),
  );
  found.delete(process.pid);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { pid, parentPid } of entries) if (found.has(parentPid)) found.add(pid);
  }
  return [...found];
}

function isRunning(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !status.slice(status.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

/** Ends, with SIGKILL, every process that uses a profile, and waits until they are gone. */
export async function killProcessesOf(profileDir: string): Promise<void> {
  const pids = processesOf(profileDir);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
  await eventually(`the browser's processes ${pids.join(', ')} to end`, () => !pids.some(isRunning));
}
