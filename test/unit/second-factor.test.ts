/** Second factors in the background: who is let in, what is kept, what is said, and what is not. */
import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { BackgroundContext } from '../../entrypoints/background/background-context';
import { answerSecurity } from '../../entrypoints/background/security-answers';
import { actAs, readSession } from '../../entrypoints/background/session';
import { answerTransfer } from '../../entrypoints/background/transfer-answers';
import { answerWorkspace } from '../../entrypoints/background/workspace-answers';
import type { MessageName } from '../../lib/messages/protocol';
import { PROTOCOL } from '../../lib/messages/protocol';
import { type Answers, answerMessage } from '../../lib/messages/server';
import { browser } from '../../lib/platform/browser';
import { createSecret, enrolmentAddress, findStep } from '../../lib/platform/one-time-codes';
import type { CountersignDatabase } from '../../lib/store/database';
import { findSecondFactor, saveSecondFactor } from '../../lib/store/second-factor-store';
import { write } from '../../lib/store/stored-transaction';
import { CommandRefused } from '../../lib/workspace/command';
import { findCommand } from '../../lib/workspace/commands/commands';
import { codeAt, wrongCodeAt } from '../stand-ins/authenticator';
import { memberId, START_MS } from './example-agency';
import { createStoredAgencyOn, environmentAt, runStored } from './stored-agency';

const STEP_MS = 30_000;

describe('a code of an authenticator app', () => {
  // RFC 6238, appendix B, the vectors for SHA-1, of which six digits are shown.
  const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds is %s', (seconds, code) => {
    expect(findStep(RFC_SECRET, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
    expect(codeAt(RFC_SECRET, seconds * 1_000)).toBe(code);
  });

  it('counts one step early or late, and no further', () => {
    const secret = createSecret();
    const step = Math.floor(START_MS / STEP_MS);
    const found = [-2, -1, 0, 1, 2].map((off) =>
      findStep(secret, codeAt(secret, START_MS + off * STEP_MS), START_MS),
    );
    expect(found).toEqual([undefined, step - 1, step, step + 1, undefined]);
  });

  it('comes from a secret of 160 bits, another one each time', () => {
    const secrets = Array.from({ length: 20 }, createSecret);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(20);
  });

  it('is set up by an address that apps read', () => {
    const address = new URL(enrolmentAddress('GEZDGNBVGY3TQOJQ', 'Olu: Bright (Acme Studio)'));
    expect(address.protocol + address.host).toBe('otpauth:totp');
    expect(decodeURIComponent(address.pathname)).toBe('/Countersign:Olu  Bright (Acme Studio)');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Countersign',
      secret: 'GEZDGNBVGY3TQOJQ',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});

describe('in an agency', () => {
  let database: CountersignDatabase;
  let background: BackgroundContext;
  let nowMs: number;
  let security: ReturnType<typeof answerSecurity>;
  let workspace: ReturnType<typeof answerWorkspace>;
  const sender = {};

  beforeEach(async () => {
    nowMs = START_MS;
    database = await createStoredAgencyOn('second-factor', 'bluesky', {
      profile: { id: 'did:plc:a1', handle: 'a1.test', name: 'A1', server: 'https://pds.example' },
      credential: undefined,
    });
    background = {
      database: async () => database,
      nowMs: async () => nowMs,
      environment: async () => environmentAt(nowMs),
      changed: () => undefined,
    };
    security = answerSecurity(background);
    workspace = answerWorkspace(background);
    vi.spyOn(browser.permissions, 'getAll').mockImplementation(async () => ({ origins: [] }));
    vi.spyOn(browser.runtime, 'getManifest').mockReturnValue({ manifest_version: 3, name: '', version: '' });
    await actAs(background, memberId('olu'));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    database.close();
    await deleteDB('second-factor');
  });

  const sitDown = (who: string, code?: string) => actAs(background, memberId(who), code);
  const nextStep = () => {
    nowMs += STEP_MS;
  };
  const viewOf = async () => (await security['security.get']({}, sender)).secondFactor;

  /** The acting member turns it on. */
  async function enrol(): Promise<{ secret: string; codes: readonly string[] }> {
    const { secret } = await security['security.beginEnrolment']({}, sender);
    const codes = await security['security.finishEnrolment']({ code: codeAt(secret, nowMs) }, sender);
    return { secret, codes };
  }

  it('counts once a code has come back, and not before', async () => {
    const { secret, address } = await security['security.beginEnrolment']({}, sender);
    expect(address).toContain(`secret=${secret}`);
    expect(decodeURIComponent(address)).toContain('Olu (Acme)');
    expect((await viewOf()).state).toBe('off');
    await expect(
      security['security.finishEnrolment']({ code: wrongCodeAt(secret, nowMs) }, sender),
    ).rejects.toThrow(/not right/);
    expect((await database.get('members', 'olu'))?.twoFactor).toBe(false);
    const codes = await security['security.finishEnrolment']({ code: codeAt(secret, nowMs) }, sender);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
    expect((await database.get('members', 'olu'))?.twoFactor).toBe(true);
    expect(await viewOf()).toMatchObject({ state: 'on', enrolledAtMs: nowMs, backupCodesLeft: 10 });
    // Nobody has to prove what was proved a moment ago.
    expect((await readSession(background)).me?.id).toBe('olu');
    await expect(security['security.beginEnrolment']({}, sender)).rejects.toThrow(/on already/);
  });

  it('asks for a code of whoever is to act, and for none of the others', async () => {
    const { secret } = await enrol();
    expect((await sitDown('edi')).me?.id).toBe('edi');
    await expect(sitDown('olu')).rejects.toMatchObject({ error: { kind: 'codeNeeded' } });
    expect((await readSession(background)).me?.id).toBe('edi');
    nextStep();
    expect((await sitDown('olu', codeAt(secret, nowMs))).me?.id).toBe('olu');
    expect((await security['security.get']({}, sender)).session).toMatchObject({
      sinceMs: nowMs,
      confirmedBy: 'code',
    });
    // Who is here already is not asked again.
    expect((await sitDown('olu')).me?.id).toBe('olu');
  });

  it('takes a code once, also the one that turned it on', async () => {
    const { secret } = await enrol();
    await sitDown('edi');
    await expect(sitDown('olu', codeAt(secret, nowMs))).rejects.toThrow(/used already/);
    nextStep();
    const code = codeAt(secret, nowMs);
    await sitDown('olu', code);
    await sitDown('edi');
    await expect(sitDown('olu', code)).rejects.toThrow(/used already/);
    // Nor one from before the last that counted.
    await expect(sitDown('olu', codeAt(secret, nowMs - STEP_MS))).rejects.toThrow(/used already/);
    nextStep();
    await sitDown('olu', codeAt(secret, nowMs));
  });

  it('makes whoever guesses wait, twice as long each time, and forgets that with a right code', async () => {
    const { secret } = await enrol();
    await sitDown('edi');
    nextStep();
    const guess = () => sitDown('olu', wrongCodeAt(secret, nowMs));
    for (let count = 0; count < 4; count += 1) await expect(guess()).rejects.toThrow(/not right/);
    await expect(guess()).rejects.toThrow('Too many wrong codes. Try again in 30 seconds.');
    await expect(sitDown('olu', codeAt(secret, nowMs))).rejects.toThrow(/Too many wrong codes/);
    nowMs += 30_000;
    await expect(guess()).rejects.toThrow('Try again in 60 seconds.');
    nowMs += 59_999;
    await expect(sitDown('olu', codeAt(secret, nowMs))).rejects.toThrow('Try again in one second.');
    nowMs += 1;
    await expect(guess()).rejects.toThrow('Try again in 2 minutes.');
    nowMs += 120_000;
    expect((await sitDown('olu', codeAt(secret, nowMs))).me?.id).toBe('olu');
    await sitDown('edi');
    await expect(guess()).rejects.toThrow(/^(?!Too many).*not right/);
  });

  it('counts guesses that come at the same moment, each of them', async () => {
    const { secret } = await enrol();
    await sitDown('edi');
    const wrong = wrongCodeAt(secret, nowMs);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => sitDown('olu', wrong)));
    const said = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : ''));
    expect(said.filter((words) => words.includes('not right'))).toHaveLength(4);
    expect(said.filter((words) => words.includes('Too many'))).toHaveLength(4);
  });

  it('takes no wait for what is no code at all', async () => {
    await enrol();
    await sitDown('edi');
    for (let count = 0; count < 8; count += 1)
      await expect(sitDown('olu', '12345')).rejects.toThrow(/six digits/);
  });

  it('takes each backup code once, however it is written, and says how many are left', async () => {
    const { codes } = await enrol();
    const [first = '', second = ''] = codes;
    await sitDown('edi');
    expect(
      (await sitDown('olu', ` ${first.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')} `)).me?.id,
    ).toBe('olu');
    expect(await security['security.get']({}, sender)).toMatchObject({
      secondFactor: { backupCodesLeft: 9 },
      session: { confirmedBy: 'backupCode' },
    });
    await sitDown('edi');
    await expect(sitDown('olu', first)).rejects.toThrow(/not right/);
    await sitDown('olu', second.replace('-', ''));
    expect((await viewOf()).backupCodesLeft).toBe(8);
  });

  it('ends the old backup codes when there are new ones', async () => {
    const { secret, codes } = await enrol();
    nextStep();
    await expect(
      security['security.renewBackupCodes']({ code: wrongCodeAt(secret, nowMs) }, sender),
    ).rejects.toThrow(/not right/);
    const renewed = await security['security.renewBackupCodes']({ code: codeAt(secret, nowMs) }, sender);
    await sitDown('edi');
    await expect(sitDown('olu', codes[3])).rejects.toThrow(/not right/);
    expect((await sitDown('olu', renewed[3])).me?.id).toBe('olu');
  });

  it('locks: nobody acts, and nothing but names is told, until a code comes', async () => {
    const { secret } = await enrol();
    const locked = await workspace['session.lock']({}, sender);
    expect(locked).toEqual({
      workspace: { id: 'w1', name: 'Acme', roleModel: 'agency' },
      locked: expect.objectContaining({ id: 'olu' }),
      people: expect.arrayContaining([expect.objectContaining({ name: 'Edi' })]),
      accounts: [],
      awaitingCount: 0,
    });
    expect(await workspace['workspace.get']({}, sender)).toBeNull();
    await expect(
      workspace['command.run'](
        { name: 'workspace.edit', args: { name: 'Mine' }, idempotencyKey: 'k' },
        sender,
      ),
    ).rejects.toMatchObject({ error: { kind: 'codeNeeded' } });
    await expect(security['security.get']({}, sender)).rejects.toMatchObject({
      error: { kind: 'codeNeeded' },
    });
    // What was proved by another member's code says nothing of this one's.
    await sitDown('edi');
    await expect(sitDown('olu')).rejects.toMatchObject({ error: { kind: 'codeNeeded' } });
    nextStep();
    expect((await sitDown('olu', codeAt(secret, nowMs))).me?.id).toBe('olu');
    expect((await workspace['workspace.get']({}, sender))?.workspace.name).toBe('Acme');
  });

  it('locks: no file is looked at or imported, in whoever’s name', async () => {
    await enrol();
    const transfer = answerTransfer(background);
    const { text } = await transfer['transfer.export']({}, sender);
    await workspace['session.lock']({}, sender);
    const file = { text: text.replace('"Acme"', '"Mine"'), ownerId: memberId('olu') };
    for (const refusal of [
      transfer['transfer.preview'](file, sender),
      transfer['transfer.import']({ ...file, digest: '', idempotencyKey: 'k' }, sender),
    ])
      await expect(refusal).rejects.toMatchObject({ error: { kind: 'codeNeeded' } });
    expect((await database.getAll('workspace')).map(({ name }) => name)).toEqual(['Acme']);
  });

  it('locks for nobody who could not come back', async () => {
    await expect(workspace['session.lock']({}, sender)).rejects.toThrow(/no code to come back with/);
    expect((await readSession(background)).me?.id).toBe('olu');
  });

  it('lets nobody slip in where the one who acted is gone', async () => {
    await enrol();
    await sitDown('edi');
    for (const id of ['flo', 'edi'])
      await runStored(database, 'olu', 'member.remove', { memberId: memberId(id) });
    expect(await readSession(background)).toMatchObject({ locked: { id: 'olu' }, accounts: [] });
  });

  it('is turned off by a code, and not while the role has to have it', async () => {
    const { secret } = await enrol();
    await runStored(database, 'olu', 'twoFactor.require', { role: 'owner', required: true });
    nextStep();
    const code = codeAt(secret, nowMs);
    await expect(security['security.turnOff']({ code }, sender)).rejects.toThrow(
      /requires two-factor sign-in of the role that Olu has.*Olu can change that setting/,
    );
    expect((await viewOf()).turnOff.allowed).toBe(false);
    await runStored(database, 'olu', 'twoFactor.require', { role: 'owner', required: false });
    await expect(security['security.turnOff']({ code: wrongCodeAt(secret, nowMs) }, sender)).rejects.toThrow(
      /not right/,
    );
    // What was refused before did not use the code up.
    await security['security.turnOff']({ code }, sender);
    expect((await database.get('members', 'olu'))?.twoFactor).toBe(false);
    expect(await database.getAllKeys('secondFactors')).toEqual([]);
    await sitDown('edi');
    expect((await sitDown('olu')).me?.id).toBe('olu');
  });

  it('is reset by whoever may edit the member, and what proved it is gone', async () => {
    await sitDown('edi');
    await enrol();
    const reset = (who: string, whose: string) =>
      sitDown(who).then(() =>
        workspace['command.run'](
          { name: 'twoFactor.reset', args: { memberId: whose }, idempotencyKey: `${who}-${whose}` },
          sender,
        ),
      );
    await expect(reset('flo', 'edi')).rejects.toThrow(/Flo is an editor/);
    await expect(reset('olu', 'flo')).rejects.toThrow(/Flo has no two-factor sign-in/);
    await expect(reset('olu', 'olu')).rejects.toThrow(/Olu is the only owner/);
    await reset('olu', 'edi');
    expect(await database.getAllKeys('secondFactors')).toEqual([]);
    expect((await sitDown('edi')).me?.id).toBe('edi');
    expect((await database.getAll('events')).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['twoFactor.enrolled', 'twoFactor.reset']),
    );
  });

  it('goes with a member, also when several are removed at once', async () => {
    await sitDown('edi');
    await enrol();
    await sitDown('olu');
    const commands = ['edi', 'flo'].map((id) => ({
      name: 'member.remove',
      args: { memberId: id },
      idempotencyKey: id,
    }));
    expect(await workspace['command.runEach']({ commands }, sender)).toEqual([null, null]);
    expect(await database.getAllKeys('secondFactors')).toEqual([]);
  });

  it('does not ask for what this browser cannot check, and lets it be set up again', async () => {
    const member = await database.get('members', 'olu');
    if (member) await write(database, (tx) => tx.put('members', { ...member, twoFactor: true }));
    await sitDown('edi');
    expect((await sitDown('olu')).me?.id).toBe('olu');
    expect((await viewOf()).state).toBe('elsewhere');
    await enrol();
    expect((await viewOf()).state).toBe('on');
  });

  it('says so when what is kept cannot be read, and lets nobody in', async () => {
    const { secret } = await enrol();
    await sitDown('edi');
    await database.clear('keys');
    nextStep();
    await expect(sitDown('olu', codeAt(secret, nowMs))).rejects.toThrow(/cannot be read.*can reset it/);
  });

  it('binds what is kept to its member', async () => {
    await enrol();
    const stored = await database.get('secondFactors', 'olu');
    if (stored) await database.put('secondFactors', { ...stored, id: 'edi' });
    expect(await findSecondFactor(database, 'edi')).toBeUndefined();
    expect(await findSecondFactor(database, 'olu')).toBeDefined();
  });

  it('keeps secret and backup codes encrypted, and says them in no answer but the first', async () => {
    const pending = await security['security.beginEnrolment']({}, sender);
    const rawText = async () => {
      const texts: string[] = [];
      for (const store of database.objectStoreNames)
        for (const row of await database.getAll(store)) texts.push(`${store} ${readable(row)}`);
      return texts.join('\n');
    };
    expect(await rawText()).not.toContain(pending.secret);
    const codes = await security['security.finishEnrolment']({ code: codeAt(pending.secret, nowMs) }, sender);
    const [used = ''] = codes;
    nextStep();
    const replies: unknown[] = [
      await readSession(background),
      await security['security.get']({}, sender),
      await workspace['workspace.get']({}, sender),
      await workspace['session.lock']({}, sender),
      await sitDown('edi'),
      await sitDown('olu').catch((error: unknown) => error),
      await sitDown('olu', wrongCodeAt(pending.secret, nowMs)).catch((error: unknown) => error),
      await sitDown('olu', used),
    ];
    const [factor, raw] = [await findSecondFactor(database, 'olu'), await rawText()];
    const told = replies.map((reply) => `${JSON.stringify(reply)} ${String(reply)}`).join('\n');
    const secrets = [
      pending.secret,
      Buffer.from(pending.secret).toString('base64'),
      ...codes,
      ...codes.map((code) => code.replace('-', '')),
      ...(factor?.backupHashes ?? []),
    ];
    expect(secrets.length).toBeGreaterThanOrEqual(30);
    for (const secret of secrets) {
      expect(raw).not.toContain(secret);
      expect(told).not.toContain(secret);
    }
    // The search itself finds what is there.
    expect(raw).toContain('olu');
    const key = (await database.getAll('keys')).find(({ id }) => id === 'secondFactors');
    expect(key?.key.extractable).toBe(false);
  });

  it('cannot be turned on by a command of a page', async () => {
    for (const name of ['twoFactor.enrol', 'twoFactor.turnOff', 'twoFactor.renewBackupCodes']) {
      expect(findCommand(name)?.by).toBe('background');
      const asked = workspace['command.run']({ name, args: {}, idempotencyKey: name }, sender);
      await expect(asked).rejects.toThrow('There is no such command.');
    }
    expect((await database.get('members', 'olu'))?.twoFactor).toBe(false);
  });

  it('answers no content script', async () => {
    const answers = { ...security, ...workspace } as unknown as Answers;
    const page = { id: 'us', url: 'https://social.example/' };
    const self = { id: 'us', baseUrl: 'chrome-extension://us/' };
    const names = (Object.keys(PROTOCOL) as MessageName[]).filter((name) =>
      /^(security|session)\./.test(name),
    );
    expect(names.length).toBeGreaterThan(7);
    for (const countersign of names) {
      const envelope = { countersign, request: { code: '123456', memberId: 'olu', hostId: 'x' } };
      const reply = await answerMessage(envelope, page, { answers, self, onFault: () => undefined });
      expect(reply, countersign).toMatchObject({
        ok: false,
        error: { reason: 'This may not be asked from here.' },
      });
    }
  });

  it('is refused to whoever is suspended', async () => {
    await runStored(database, 'olu', 'member.edit', { memberId: memberId('edi'), suspended: true });
    await sitDown('edi');
    await expect(security['security.beginEnrolment']({}, sender)).rejects.toThrow(CommandRefused);
    expect((await viewOf()).enrol.allowed).toBe(false);
  });

  it('is never blocked for longer than a day', async () => {
    const { secret } = await enrol();
    await sitDown('edi');
    const factor = await findSecondFactor(database, 'olu');
    if (factor) await saveSecondFactor(database, 'olu', { ...factor, wrongCodes: 60 });
    nextStep();
    await expect(sitDown('olu', wrongCodeAt(secret, nowMs))).rejects.toThrow('Try again in 1,440 minutes.');
  });
});

/** All that a stored row holds, bytes as letters. */
function readable(value: unknown): string {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1');
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer).toString('latin1');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}=${readable(inner)}`)
    .join(' ');
}
