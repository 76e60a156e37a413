import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIRECTORY = mkdtempSync(join(tmpdir(), 'countersign-decide-'));
afterAll(() => rmSync(DIRECTORY, { recursive: true }));

const WORKSPACE = {
  format: 'countersign.workspace/1',
  workspace: { id: 'w1', name: 'Acme', roleModel: 'agency' },
  accounts: [{ id: 'a1', network: 'bluesky', handle: 'acme.example', name: 'Acme' }],
  members: [
    { id: 'm1', name: 'Olu', role: 'owner' },
    { id: 'm2', name: 'Ari', role: 'admin', accounts: [{ accountId: 'a1' }] },
    {
      id: 'm3',
      name: 'Edi',
      role: 'editor',
      accounts: [{ accountId: 'a1' }],
      expiresAt: '2999-01-01T00:00:00Z',
    },
    {
      id: 'm4',
      name: 'Cleo',
      role: 'client',
      clientAccess: 'read',
      accounts: [{ accountId: 'a1', approves: true }],
    },
  ],
  posts: [
    { id: 'p1', accountId: 'a1', authorId: 'm3', status: 'draft', text: 'Hello', media: [] },
    {
      id: 'p2',
      accountId: 'a1',
      authorId: 'm3',
      status: 'awaitingApproval',
      text: 'Hello',
      media: [],
      gate: 'client',
    },
    { id: 'p3', accountId: 'a1', authorId: 'm3', status: 'awaitingApproval', text: 'Hello', media: [] },
  ],
  media: [{ id: 'i1', addedBy: 'm3', name: 'logo.png' }],
};

let files = 0;
function write(content: string): string {
  files += 1;
  const path = join(DIRECTORY, `${files}.json`);
  writeFileSync(path, content);
  return path;
}
const workspacePath = write(JSON.stringify(WORKSPACE));

interface Run {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** Runs the command as `npm run -s decide --` does. */
function decide(args: readonly string[], input = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    const child = spawn(process.execPath, [tsx, 'scripts/decide.ts', ...args], { cwd: ROOT });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, lines: output.split('\n').filter((line) => line !== ''), errors }),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

async function ask(queries: readonly object[]) {
  const run = await decide([workspacePath], queries.map((query) => `${JSON.stringify(query)}\n`).join(''));
  return { ...run, answers: run.lines.map((line): unknown => JSON.parse(line)) };
}

describe('the decide command', { timeout: 30_000 }, () => {
  it('answers from standard input one decision a line, in order, with all that a decision has', async () => {
    const { status, answers, errors } = await ask([
      { actor: 'm4', action: 'post.create', resource: { type: 'account', id: 'a1' } },
      { actor: 'm3', action: 'post.edit', resource: { type: 'post', id: 'p1' } },
    ]);
    expect(answers).toEqual([
      {
        allowed: false,
        reason: 'Cleo is a read-only client: read-only clients do not create posts.',
        rule: { table: 'agency', row: 'post.create', decidedBy: 'clientRead', cell: 'no', source: '003' },
        remedy: 'Ask Olu (owner), Ari (admin) or Edi (editor).',
      },
      {
        allowed: true,
        reason: 'Edi is an editor: editors edit their own posts.',
        rule: { table: 'agency', row: 'post.edit own', decidedBy: 'editor', cell: 'yes', source: '003' },
        remedy: '',
      },
    ]);
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('reads the queries from a file too, with any line ends', async () => {
    const query = JSON.stringify({ actor: 'm1', action: 'billing.view' });
    const { status, lines } = await decide([workspacePath, write(`${query}\r\n\r\n${query}`)]);
    expect(lines).toHaveLength(2);
    expect(status).toBe(0);
  });

  it('takes resources by name and by description, gates, and a moment', async () => {
    const { status, answers } = await ask([
      { actor: 'm3', action: 'media.delete', resource: { type: 'media', id: 'i1' } },
      { actor: 'm3', action: 'media.delete', resource: { type: 'media', addedBy: 'm2' } },
      { actor: 'm2', action: 'member.edit', resource: { type: 'member', id: 'm3' } },
      { actor: 'm2', action: 'member.edit', resource: { type: 'member', role: 'client' } },
      {
        actor: 'm3',
        action: 'post.edit',
        resource: { type: 'post', accountId: 'a1', authorId: 'm2', status: 'scheduled' },
      },
      { actor: 'm2', action: 'post.approve', gate: 'team', resource: { type: 'post', accountId: 'a1' } },
      { actor: 'm2', action: 'post.approve', resource: { type: 'post', accountId: 'a1', gate: 'client' } },
      {
        actor: 'm3',
        action: 'post.create',
        resource: { type: 'account', id: 'a1' },
        now: '2999-01-01T00:00:00Z',
      },
      { actor: 'm3', action: 'post.create', resource: { type: 'account', id: 'a1' } },
    ]);
    expect(answers.map((answer) => (answer as { allowed: boolean }).allowed)).toEqual([
      true,
      false,
      true,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(status).toBe(0);
  });

  it('answers about the step that an awaiting post is at, or else its first', async () => {
    const approve = (actor: string, id: string) => ({
      actor,
      action: 'post.approve',
      resource: { type: 'post', id },
    });
    const { answers } = await ask([
      approve('m2', 'p2'),
      approve('m4', 'p2'),
      approve('m2', 'p3'),
      approve('m4', 'p3'),
    ]);
    expect(answers.map((answer) => (answer as { allowed: boolean }).allowed)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('shows the gates of a post that may be sent', async () => {
    const { answers } = await ask([
      { actor: 'm3', action: 'post.submit', resource: { type: 'post', id: 'p1' } },
    ]);
    expect(answers).toMatchObject([
      {
        allowed: true,
        gates: [
          { name: 'team', approverIds: ['m1', 'm2'] },
          { name: 'client', approverIds: ['m4'] },
        ],
      },
    ]);
  });

  it('answers a query that is not valid with an error on its line, goes on, and exits 1', async () => {
    const good = { actor: 'm1', action: 'billing.view' };
    const bad = [
      '{"actor":',
      '7',
      JSON.stringify({ action: 'billing.view' }),
      JSON.stringify({ actor: 'm1', action: 'post.exterminate' }),
      JSON.stringify({ actor: 'm1', action: '__proto__' }),
      JSON.stringify({ ...good, now: 'soon' }),
      JSON.stringify({ ...good, resoruce: { type: 'workspace' } }),
      JSON.stringify({ actor: 'm1', action: 'post.edit', resource: { type: 'post', id: 'p9' } }),
      JSON.stringify({
        actor: 'm1',
        action: 'post.edit',
        resource: { type: 'post', accountId: 'a1', autor: 'm3' },
      }),
      JSON.stringify({ actor: 'm1', action: 'post.edit', resource: { type: 'letter' } }),
      JSON.stringify({ ...good, gate: 'team' }),
      JSON.stringify({
        actor: 'm1',
        action: 'post.approve',
        gate: 'team',
        resource: { type: 'post', id: 'p1', gate: 'client' },
      }),
    ];
    const run = await decide([workspacePath], [...bad, JSON.stringify(good)].join('\n'));
    expect(run.lines.map((line) => JSON.parse(line))).toEqual([
      { error: expect.stringMatching(/^not JSON: /) },
      { error: 'a query is a JSON object with actor, action and resource' },
      { error: 'actor: must be the id of a member' },
      { error: 'action: there is no action "post.exterminate"' },
      { error: 'action: there is no action "__proto__"' },
      { error: 'now: must be a time such as "2027-01-01T00:00:00Z"' },
      { error: 'unknown field "resoruce"' },
      { error: 'resource: no such post "p9"' },
      { error: 'resource: unknown field "autor"' },
      {
        error:
          'resource: must be one of the resources that the format knows, with its own fields and no others',
      },
      { error: 'gate: only a post has gates' },
      { error: 'gate: the resource names another one' },
      expect.objectContaining({ allowed: true }),
    ]);
    expect(run.status).toBe(1);
  });

  it('decides, and does not fail, for somebody or an account that is not in the workspace', async () => {
    const { status, answers } = await ask([
      { actor: 'm9', action: 'post.view', resource: { type: 'account', id: 'a1' } },
      { actor: 'm1', action: 'post.view', resource: { type: 'account', id: 'a9' } },
    ]);
    expect(answers).toMatchObject([
      { allowed: false, rule: { table: 'membership' } },
      { allowed: false, rule: { table: 'scope' } },
    ]);
    expect(status).toBe(0);
  });

  it('says what is wrong with a workspace, with the path to it, and exits 2', async () => {
    const [olu, ari] = WORKSPACE.members;
    const broken = {
      ...WORKSPACE,
      members: [olu, { ...ari, accounts: [{ accountId: 'a9' }] }],
      posts: [],
      media: [],
    };
    const run = await decide([write(JSON.stringify(broken))], '{"actor":"m1","action":"billing.view"}\n');
    expect(run).toEqual({
      status: 2,
      lines: [],
      errors: 'members[1].accounts[0].accountId: no such account "a9"\n',
    });
  });

  it('does not pretend to decide for a model that it does not know yet', async () => {
    const enterprise = {
      format: 'countersign.workspace/1',
      workspace: { id: 'w1', name: 'Acme', roleModel: 'enterprise' },
      members: [{ id: 'm1', name: 'Amy', role: 'administrator' }],
    };
    const run = await decide([write(JSON.stringify(enterprise))]);
    expect(run.errors).toBe(
      'workspace.roleModel: this version does not decide for the enterprise role model yet\n',
    );
    expect(run.status).toBe(2);
  });

  it.each([
    ['no workspace', []],
    ['a workspace that is not there', ['/nowhere/workspace.json']],
    ['queries that are not there', [workspacePath, '/nowhere/queries.jsonl']],
  ])('exits 2 without an answer when it is given %s', async (_, args) => {
    const run = await decide(args);
    expect(run.status).toBe(2);
    expect(run.lines).toEqual([]);
    expect(run.errors).not.toBe('');
  });

  it('answers while the questions are still coming, as a partner of another program', async () => {
    const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    const child = spawn(process.execPath, [tsx, 'scripts/decide.ts', workspacePath], { cwd: ROOT });
    const nextLine = () =>
      new Promise<string>((resolve) =>
        child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text)),
      );
    const query = `${JSON.stringify({ actor: 'm1', action: 'billing.view' })}\n`;
    for (let asked = 0; asked < 2; asked += 1) {
      child.stdin.write(query);
      expect(JSON.parse(await nextLine())).toMatchObject({ allowed: true });
    }
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });
});
