import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffWorkspaces } from '../../lib/roles/diff';
import { lintWorkspace } from '../../lib/roles/lint/lint';
import { permissionsOf } from '../../lib/roles/permissions';
import { factsOf, parseWorkspaceFile } from '../../lib/workspace/workspace-file';
import { answerQueries } from '../../scripts/decide/answer-queries';
import { MAX_LINE_LENGTH } from '../../scripts/decide/read-lines';

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

const ENTERPRISE = {
  format: 'countersign.workspace/1',
  workspace: { id: 'w2', name: 'Globex', roleModel: 'enterprise' },
  accounts: [
    { id: 'a1', network: 'bluesky', handle: 'globex.example', name: 'Globex' },
    { id: 'a2', network: 'bluesky', handle: 'other.example', name: 'Other' },
  ],
  teams: [{ id: 't1', name: 'EMEA', accountIds: ['a1'] }],
  adAccounts: [{ id: 'd1', name: 'Ads EU', network: 'facebook' }],
  members: [
    { id: 'm1', name: 'Amy', role: 'administrator' },
    {
      id: 'm2',
      name: 'Eva',
      role: 'editor',
      addOns: ['teamLeader'],
      teams: [{ teamId: 't1' }],
      adAccounts: [{ adAccountId: 'd1', role: 'promoter' }],
    },
    { id: 'm3', name: 'Col', role: 'contentCreator', teams: [{ teamId: 't1' }] },
  ],
  approvalTemplates: [
    { id: 'f1', name: 'Legal', teamId: 't1', steps: [{ name: 'Legal', approverIds: ['m2'] }] },
  ],
};

let files = 0;
function write(content: string): string {
  files += 1;
  const path = join(DIRECTORY, `${files}.json`);
  writeFileSync(path, content);
  return path;
}
const workspacePath = write(JSON.stringify(WORKSPACE));
const enterprisePath = write(JSON.stringify(ENTERPRISE));

/** The facts of a file, as the command reads them. */
function factsIn(file: object) {
  const parsed = parseWorkspaceFile(JSON.stringify(file));
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return factsOf(parsed.value);
}

interface Run {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** The command in one file: that tsx reads it anew for every call is not what is tried here. */
const bundle = join(DIRECTORY, 'decide.mjs');
beforeAll(async () => {
  await build({
    entryPoints: [join(ROOT, 'scripts/decide.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

/** Runs the command as `npm run -s decide --` does. */
function decide(args: readonly string[], input = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, ...args], { cwd: ROOT });
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

async function ask(queries: readonly object[], path = workspacePath) {
  const run = await decide([path], queries.map((query) => `${JSON.stringify(query)}\n`).join(''));
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
      `{"actor":"${'m'.repeat(MAX_LINE_LENGTH)}"}`,
    ];
    const run = await decide([workspacePath], [...bad, JSON.stringify(good)].join('\n'));
    expect(run.lines.map((line) => JSON.parse(line))).toEqual([
      { error: expect.stringMatching(/^line 1: not JSON: /) },
      { error: 'line 2: a query is a JSON object with actor, action and resource' },
      { error: 'line 3: actor: must be the id of a member' },
      { error: 'line 4: action: there is no action "post.exterminate"' },
      { error: 'line 5: action: there is no action "__proto__"' },
      { error: 'line 6: now: must be a time such as "2027-01-01T00:00:00Z"' },
      { error: 'line 7: unknown field "resoruce"' },
      { error: 'line 8: resource: no such post "p9"' },
      { error: 'line 9: resource: unknown field "autor"' },
      {
        error:
          'line 10: resource: must be one of the resources that the format knows, with its own fields and no others',
      },
      { error: 'line 11: gate: only a post has gates' },
      { error: 'line 12: gate: the resource names another one' },
      { error: `line 13: longer than ${MAX_LINE_LENGTH} characters` },
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

  it('decides in the enterprise model, by team, by account and by ad account', async () => {
    const onPost = (more: object) => ({ type: 'post', accountId: 'a1', authorId: 'm3', ...more });
    const { status, answers } = await ask(
      [
        { actor: 'm2', action: 'team.settings.edit', resource: { type: 'team', id: 't1' } },
        { actor: 'm3', action: 'team.settings.edit', resource: { type: 'team', id: 't1' } },
        { actor: 'm2', action: 'team.settings.edit' },
        { actor: 'm2', action: 'promotion.add', resource: { type: 'adAccount', id: 'd1' } },
        { actor: 'm1', action: 'promotion.add', resource: { type: 'adAccount', id: 'd1' } },
        { actor: 'm3', action: 'post.edit', resource: onPost({ status: 'draft' }) },
        { actor: 'm3', action: 'post.edit', resource: onPost({ status: 'scheduled' }) },
        { actor: 'm3', action: 'post.view', resource: { type: 'account', id: 'a2' } },
        // An action of the other model is decided, not an error.
        { actor: 'm1', action: 'tab.create' },
      ],
      enterprisePath,
    );
    expect(answers.map((answer) => (answer as { allowed: boolean }).allowed)).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(answers[3]).toMatchObject({ rule: { table: 'advertise', decidedBy: 'promoter' } });
    expect(status).toBe(0);
  });

  it('shows the steps of the template that was chosen for a post', async () => {
    const submit = (more: object) => ({
      actor: 'm3',
      action: 'post.submit',
      resource: { type: 'post', accountId: 'a1', authorId: 'm3', ...more },
    });
    const { answers } = await ask(
      [submit({}), submit({ templateId: 'f1' }), submit({ templateId: 'f9' })],
      enterprisePath,
    );
    expect(answers).toMatchObject([
      { allowed: true, gates: [{ approverIds: ['m1', 'm2'] }] },
      { allowed: true, gates: [{ name: 'Legal', rule: 'any', approverIds: ['m2'] }] },
      { allowed: true, gates: [{ approverIds: [] }] },
    ]);
  });

  it('takes a gate with an account too, of whose posts nothing else is known', async () => {
    const { answers } = await ask(
      ['m2', 'm4'].flatMap((actor) =>
        ['team', 'client'].map((gate) => ({
          actor,
          action: 'post.approve',
          gate,
          resource: { type: 'account', id: 'a1' },
        })),
      ),
    );
    expect(answers.map((answer) => (answer as { allowed: boolean }).allowed)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('decides each query by its own moment, in any order', async () => {
    const at = (now: string) => ({ actor: 'm3', action: 'tab.create', now });
    const before = at('2998-12-31T23:59:59.999Z');
    const after = at('2999-01-01T01:00:00+01:00');
    const { answers } = await ask([before, after, before, after]);
    expect(answers.map((answer) => (answer as { allowed: boolean }).allowed)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('decides by the moment that the call gives, where a query gives none', async () => {
    const query = JSON.stringify({ actor: 'm3', action: 'tab.create' });
    const own = JSON.stringify({ actor: 'm3', action: 'tab.create', now: '2998-01-01T00:00:00Z' });
    const run = await decide([workspacePath, '--now', '2999-01-01T00:00:00Z'], `${query}\n${own}`);
    expect(run.lines.map((line) => JSON.parse(line).allowed)).toEqual([false, true]);
  });

  it('answers 100,000 queries in one go, in order', async () => {
    const count = 100_000;
    const actors = ['m1', 'm2', 'm3', 'm4', 'm9'];
    const queries = Array.from({ length: count }, (_, index) =>
      JSON.stringify({ actor: actors[index % actors.length], action: 'workspace.edit' }),
    );
    const run = await decide([workspacePath], queries.join('\n'));
    const deciders = run.lines.map((line) => JSON.parse(line).rule.decidedBy);
    expect(deciders).toHaveLength(count);
    const expected = ['owner', 'admin', 'editor', 'clientRead', 'nobody'];
    expect(deciders.findIndex((decider, index) => decider !== expected[index % expected.length])).toBe(-1);
    expect(run.status).toBe(0);
  });

  it('reads no further than its reader has taken', async () => {
    const parsed = parseWorkspaceFile(JSON.stringify(WORKSPACE));
    if (!parsed.ok) throw new Error(parsed.problems.join());
    let read = 0;
    const chunks = 1000;
    async function* queries() {
      for (; read < chunks; read += 1) yield `${'{"actor":"m1","action":"billing.view"}\n'.repeat(20)}`;
    }
    let written = 0;
    let goOn: (() => void) | undefined;
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        written += chunk.toString().split('\n').length - 1;
        if (goOn === undefined) goOn = done;
        else done();
      },
    });
    const finished = answerQueries(
      parsed.value,
      Readable.from(queries(), { highWaterMark: 1 }),
      slow,
      undefined,
    );
    while (goOn === undefined) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(20);
    expect(read).toBeLessThan(10);
    goOn();
    expect(await finished).toBe(true);
    expect(written).toBe(20 * chunks);
  });

  it('prints what is wrong with a workspace, and exits 0: what it found is its answer', async () => {
    const lonely = {
      ...WORKSPACE,
      members: [WORKSPACE.members[0], { id: 'm3', name: 'Edi', role: 'editor' }],
    };
    const run = await decide([write(JSON.stringify({ ...lonely, posts: [], media: [] })), '--lint']);
    const { findings } = JSON.parse(run.lines.join('\n'));
    expect(findings).toEqual(lintWorkspace(factsIn({ ...lonely, posts: [], media: [] }), Date.now()));
    expect(findings).toMatchObject([
      {
        code: 'authorWithoutAccount',
        memberIds: ['m3'],
        fix: { command: 'assignment.set', actorIds: ['m1'] },
      },
    ]);
    expect(run).toMatchObject({ status: 0, errors: '' });
    const sound = await decide([enterprisePath, '--lint']);
    expect(JSON.parse(sound.lines.join('\n'))).toEqual({ findings: [] });
  });

  it('prints what becomes of whom when a workspace becomes another', async () => {
    const [olu, ari, edi, cleo] = WORKSPACE.members;
    const other = { ...WORKSPACE, members: [olu, ari, { ...edi, role: 'admin' }, cleo] };
    const run = await decide([workspacePath, '--diff', write(JSON.stringify(other))]);
    const { changes } = JSON.parse(run.lines.join('\n'));
    expect(changes.length).toBeGreaterThan(5);
    expect(changes).toEqual(diffWorkspaces(factsIn(WORKSPACE), factsIn(other), Date.now()));
    expect(run).toMatchObject({ status: 0, errors: '' });
    const same = await decide([workspacePath, '--diff', workspacePath]);
    expect(JSON.parse(same.lines.join('\n'))).toEqual({ changes: [] });
    const models = await decide([workspacePath, '--diff', enterprisePath]);
    expect(JSON.parse(models.lines.join('\n')).changes.length).toBeGreaterThan(20);
  });

  it('prints all that a member may and may not, at the moment of the call', async () => {
    const run = await decide([workspacePath, '--matrix', 'm3', '--now', '2999-01-01T00:00:00Z']);
    const matrix = JSON.parse(run.lines.join('\n'));
    const nowMs = Date.parse('2999-01-01T00:00:00Z');
    const [, , edi] = factsIn(WORKSPACE).members;
    if (edi === undefined) throw new Error('Edi is in the workspace');
    expect(matrix).toEqual(JSON.parse(JSON.stringify(permissionsOf(factsIn(WORKSPACE), edi.id, nowMs))));
    expect(JSON.stringify(matrix)).not.toContain('"allowed":true');
  });

  it('says how it is called', async () => {
    const run = await decide(['--help']);
    expect(run.lines.join('\n')).toContain('--diff OTHER');
    expect(run).toMatchObject({ status: 0, errors: '' });
  });

  it.each([
    ['no workspace', [], /^usage: /],
    [
      'a workspace that is not there',
      ['/nowhere/workspace.json'],
      /^There is no file \/nowhere\/workspace.json\.\n$/,
    ],
    ['a folder', [DIRECTORY], /is a folder, and a file is needed\.\n$/],
    ['what is not JSON', [write('{"format":')], /^The file is not JSON: /],
    [
      'queries that are not there',
      [workspacePath, '/nowhere/q.jsonl'],
      /^There is no file \/nowhere\/q.jsonl\.\n$/,
    ],
    ['a folder of queries', [workspacePath, DIRECTORY], /is a folder/],
    ['an option that there is not', [workspacePath, '--lnit'], /--lnit/],
    ['two options at once', [workspacePath, '--lint', '--matrix', 'm1'], /^Only one of /],
    ['too many files', [workspacePath, workspacePath, workspacePath], /^Too many files/],
    ['an option and queries', [workspacePath, workspacePath, '--lint'], /^Too many files/],
    ['an option without its value', [workspacePath, '--diff'], /--diff/],
    [
      'another workspace that is not valid',
      [workspacePath, '--diff', write('[]')],
      /\.json: The file must be one JSON object\.\n$/,
    ],
    ['a member that there is not', [workspacePath, '--matrix', 'm9'], /^--matrix: no such member "m9"\n$/],
    ['a moment that is none', [workspacePath, '--now', 'soon'], /^--now must be a time/],
  ])('exits 2 without an answer when it is given %s', async (_, args, problem) => {
    const run = await decide(args);
    expect(run.status).toBe(2);
    expect(run.lines).toEqual([]);
    expect(run.errors).toMatch(problem);
  });

  it('answers while the questions are still coming, as a partner of another program', async () => {
    const child = spawn(process.execPath, [bundle, workspacePath], { cwd: ROOT });
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
