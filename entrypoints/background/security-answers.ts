import { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import type { HostView, SecondFactorView, SecurityView } from '../../lib/messages/views';
import { signInForms } from '../../lib/networks/sign-in-forms';
import { browser } from '../../lib/platform/browser';
import { newId } from '../../lib/platform/ids';
import { createSecret, enrolmentAddress, findStep } from '../../lib/platform/one-time-codes';
import type { MemberId } from '../../lib/roles';
import { SITES } from '../../lib/sites/sites';
import { runCommands } from '../../lib/store/run-stored-command';
import {
  findPendingSecret,
  findSecondFactor,
  removePendingSecret,
  removeSecondFactor,
  type SecondFactor,
  savePendingSecret,
  saveSecondFactor,
} from '../../lib/store/second-factor-store';
import { say } from '../../lib/words/say';
import { conflict, invalid } from '../../lib/workspace/command';
import { enrolTwoFactor, turnOffTwoFactor } from '../../lib/workspace/commands/two-factor-commands';
import type { AnyCommand } from '../../lib/workspace/run-command';
import type { BackgroundContext } from './background-context';
import { listHosts } from './host-list';
import { createBackupCodes, inTurn, proveSecondFactor } from './second-factor';
import {
  askAsMember,
  checkMayRun,
  confirmByEnrolment,
  getActingMemberId,
  readAsMember,
  readSeat,
} from './session';
import { followPermissions } from './site-answers';
import { readSwitches } from './site-switches';

/** Commands that rest on a code, run by this file alone. */
type ProvedCommand = 'twoFactor.enrol' | 'twoFactor.renewBackupCodes' | 'twoFactor.turnOff';

/** An app shows as much as fits on a line, and a QR code of less is read more easily. */
const MAX_LABEL_PART = 40;

/** The acting member's own second factor, and what this browser lets the extension touch. */
export function answerSecurity(
  background: BackgroundContext,
): Pick<Answers, Extract<keyof Answers, `security.${string}`>> {
  return {
    async 'security.get'(): Promise<SecurityView> {
      const database = await background.database();
      const memberId = await getActingMemberId(background);
      const [secondFactor, { session }, hosts] = await Promise.all([
        viewSecondFactor(memberId),
        readSeat(database),
        readHosts(background),
      ]);
      return { secondFactor, session, hosts };
    },

    'security.beginEnrolment': () =>
      inTurn(async () => {
        const memberId = await getActingMemberId(background);
        await checkMay(enrolTwoFactor);
        if ((await viewSecondFactor(memberId)).state === 'on') throw isOnAlready();
        const secret = createSecret();
        await savePendingSecret(await background.database(), memberId, secret);
        return { secret, address: enrolmentAddress(secret, await labelOf(background)) };
      }),

    'security.finishEnrolment': ({ code }) =>
      inTurn(async () => {
        const [database, nowMs, memberId] = await Promise.all([
          background.database(),
          background.nowMs(),
          getActingMemberId(background),
        ]);
        if ((await viewSecondFactor(memberId)).state === 'on') throw isOnAlready();
        const secret = await findPendingSecret(database, memberId);
        if (secret === undefined)
          throw conflict(say('There is no code to check yet.'), say('Begin again with a new QR code.'));
        const lastStep = findStep(secret, code.replaceAll(/\s/g, ''), nowMs);
        if (lastStep === undefined) throw invalid('code', wrongFirstCode());
        const { codes, kept } = await createBackupCodes();
        const factor: SecondFactor = {
          ...{ secret, enrolledAtMs: nowMs, lastStep, wrongCodes: 0, blockedUntilMs: 0 },
          ...kept,
        };
        // The secret first: a member who is said to have one, and has none, could not prove anything.
        await saveSecondFactor(database, memberId, factor);
        try {
          await runProved(memberId, 'twoFactor.enrol');
        } catch (error) {
          await removeSecondFactor(database, memberId);
          throw error;
        }
        await removePendingSecret(database, memberId);
        await confirmByEnrolment(background, memberId);
        background.changed();
        return codes;
      }),

    'security.renewBackupCodes': ({ code }) =>
      inTurn(async () => {
        const { database, memberId, factor } = await prove(code);
        const { codes, kept } = await createBackupCodes();
        await saveSecondFactor(database, memberId, { ...factor, ...kept });
        await runProved(memberId, 'twoFactor.renewBackupCodes');
        background.changed();
        return codes;
      }),

    'security.turnOff': ({ code }) =>
      inTurn(async () => {
        // Asked first: a code is not used up for what is refused.
        await checkMay(turnOffTwoFactor);
        const { database, memberId } = await prove(code);
        await runProved(memberId, 'twoFactor.turnOff');
        await removeSecondFactor(database, memberId);
        background.changed();
        return null;
      }),

    async 'security.takeBackHosts'({ hostId }) {
      const host = (await readHosts(background)).find(({ id }) => id === hostId);
      if (!host) throw conflict(say('This host is not on the list any more.'));
      const isRemoved =
        host.state !== 'build' &&
        (await browser.permissions.remove({ origins: [...host.patterns] }).catch(() => false));
      if (!isRemoved)
        throw new MessageFailed({
          kind: 'conflict',
          reason: say('The browser did not take {host} back.', { host: host.name }),
          remedy: say('Look for it among the permissions on the browser’s own page for Countersign.'),
        });
      await followPermissions(background);
      return null;
    },
  };

  async function prove(code: string) {
    const [database, nowMs, memberId] = await Promise.all([
      background.database(),
      background.nowMs(),
      getActingMemberId(background),
    ]);
    if ((await viewSecondFactor(memberId)).state !== 'on')
      throw conflict(say('Your two-factor sign-in is off.'), say('Turn it on first.'));
    const { factor } = await proveSecondFactor(database, memberId, code, nowMs);
    return { database, memberId, factor };
  }

  async function runProved(memberId: MemberId, name: ProvedCommand): Promise<void> {
    const [database, environment] = await Promise.all([background.database(), background.environment()]);
    await runCommands(database, memberId, environment, (step) => step(name, {}, newId(environment.nowMs)));
  }

  function checkMay(command: AnyCommand): Promise<void> {
    return readAsMember(background, (tx, directory, nowMs) => checkMayRun(command, {}, tx, directory, nowMs));
  }

  async function viewSecondFactor(memberId: MemberId): Promise<SecondFactorView> {
    const database = await background.database();
    const [{ guardedIds }, factor, { twoFactor, enrol, turnOff }] = await Promise.all([
      readSeat(database),
      findSecondFactor(database, memberId),
      readAsMember(background, async (tx, directory, nowMs) => ({
        twoFactor: directory.me.twoFactor,
        enrol: await askAsMember(enrolTwoFactor, {}, tx, directory, nowMs),
        turnOff: await askAsMember(turnOffTwoFactor, {}, tx, directory, nowMs),
      })),
    ]);
    if (!twoFactor) return { state: 'off', enrol, turnOff };
    if (!guardedIds.has(memberId)) return { state: 'elsewhere', enrol, turnOff };
    return {
      state: 'on',
      ...(factor && {
        enrolledAtMs: factor.enrolledAtMs,
        backupCodesLeft: factor.backupHashes.length,
      }),
      enrol,
      turnOff,
    };
  }
}

/** Whose code it is, as an authenticator app shows it. */
function labelOf(background: BackgroundContext): Promise<string> {
  return readAsMember(background, async (_tx, { me, workspace }) => {
    const short = (text: string) => Array.from(text).slice(0, MAX_LABEL_PART).join('');
    return `${short(me.name)} (${short(workspace.name)})`;
  });
}

const isOnAlready = () => conflict(say('Your two-factor sign-in is on already.'), say('Turn it off first.'));

const wrongFirstCode = () =>
  say('This code is not right. Check that the clock of this computer and that of your phone are right.');

function readHosts(background: BackgroundContext): Promise<readonly HostView[]> {
  return readAsMember(background, async (_tx, { accounts, engine, me }) => ({ accounts, engine, me })).then(
    async ({ accounts, engine, me }) => {
      const [switches, { origins = [] }] = await Promise.all([
        readSwitches(background),
        browser.permissions.getAll(),
      ]);
      const { host_permissions: heldByBuild = [] } = browser.runtime.getManifest();
      return listHosts({
        granted: origins,
        heldByBuild,
        sites: SITES,
        switches,
        accounts: accounts
          .filter(({ removedAtMs }) => removedAtMs === undefined)
          .map(({ id, network, server, handle }) => {
            const isSeen = engine.can(me.id, 'account.view', { type: 'account', id });
            return { network, server, ...(isSeen && { handle }) };
          }),
        networksByHost: new Set(
          signInForms.filter(({ needsHost }) => needsHost).map(({ network }) => network),
        ),
      });
    },
  );
}
