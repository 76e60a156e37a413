/** What the checks of a workspace share: its facts and what was looked up in them, findings, and fixes that work. */
import { standingOf } from '../access';
import type { Action } from '../action';
import { createRoleEngine, type RoleEngine, rulesFor } from '../engine';
import type {
  AccountFacts,
  AccountId,
  AdAccountId,
  ApprovalTemplateId,
  CustomRoleId,
  MemberFacts,
  MemberId,
  Resource,
  TeamFacts,
  TeamId,
  WorkspaceFacts,
} from '../facts';
import type { RoleModelRules } from '../role-model';
import { fill, plainText } from '../sentences';
import { createVoice, type Voice } from '../voice';
import {
  ENGLISH_LINT,
  type FindingPlaces,
  type FixPlaces,
  type LintCatalogue,
  type LintCode,
  type LintFixCode,
} from './lint-sentences';

/** A command that puts a finding right, as plain data: its name and arguments are those of the workspace's commands. */
export interface LintFix {
  readonly sentence: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Who may give it now, in the order of the workspace's members; never empty. */
  readonly actorIds: readonly MemberId[];
}

/** What a finding is about; a list that does not apply is empty. */
export interface LintSubject {
  readonly memberIds: readonly MemberId[];
  readonly accountIds: readonly AccountId[];
  readonly teamIds: readonly TeamId[];
  readonly adAccountIds: readonly AdAccountId[];
  readonly templateIds: readonly ApprovalTemplateId[];
  readonly roleIds: readonly CustomRoleId[];
}

/** Something in a workspace that is certainly not as it was meant. */
export interface LintFinding extends LintSubject {
  readonly code: LintCode;
  readonly sentence: string;
  /** Null where no single command puts it right, or where somebody has to choose; then `fixSentence` says what to do. */
  readonly fix: LintFix | null;
  readonly fixSentence?: string;
}

/** One way to put something right, before it is known whether somebody can and whether it helps. */
export interface FixCandidate {
  readonly sentence: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What one must be allowed to give the command. */
  readonly needs: readonly { readonly action: Action; readonly resource: Resource }[];
  /** The workspace after the command. */
  readonly after: WorkspaceFacts;
}

export interface LintContext {
  readonly facts: WorkspaceFacts;
  readonly nowMs: number;
  readonly rules: RoleModelRules;
  readonly engine: RoleEngine;
  readonly voice: Voice;
  readonly catalogue: LintCatalogue;
  readonly members: ReadonlyMap<MemberId, MemberFacts>;
  readonly accounts: ReadonlyMap<AccountId, AccountFacts>;
  readonly teams: ReadonlyMap<TeamId, TeamFacts>;
  /** Those who are neither suspended nor expired. */
  readonly activeMembers: readonly MemberFacts[];
}

const NAMED_WHEN_CUT = 3;

/**
 * Looks up what the checks ask for, each when it is first asked for: a fix is tried on a workspace of its own, of which
 * it mostly looks at one member.
 *
 * @param facts the workspace
 * @param nowMs the moment that expiry is judged by
 * @param catalogue the language in which findings are said
 * @returns the workspace as the checks read it
 */
export function createLintContext(
  facts: WorkspaceFacts,
  nowMs: number,
  catalogue: LintCatalogue = ENGLISH_LINT,
): LintContext {
  const engine = once(() => createRoleEngine(facts, nowMs, catalogue.engine));
  const members = once(() => new Map(facts.members.map((member) => [member.id, member])));
  const accounts = once(() => new Map(facts.accounts.map((account) => [account.id, account])));
  const teams = once(() => new Map(facts.teams.map((team) => [team.id, team])));
  const activeMembers = once(() => facts.members.filter((member) => standingOf(member, nowMs) === undefined));
  return {
    facts,
    catalogue,
    nowMs,
    rules: rulesFor(facts.roleModel),
    voice: createVoice(catalogue.engine),
    get engine() {
      return engine();
    },
    get members() {
      return members();
    },
    get accounts() {
      return accounts();
    },
    get teams() {
      return teams();
    },
    get activeMembers() {
      return activeMembers();
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * What decides about a member, without who it is: two that are equal in this are answered alike wherever it does not
 * matter who of them asks. It makes a check of thousands of members one of the few kinds that there are of them.
 *
 * @param member the member
 * @param accountId an account, with what the member has on it
 */
export function standingKey(member: MemberFacts, accountId?: AccountId): string {
  const { role, clientAccess, customRole, addOns, grants, teams, twoFactor, suspended, expiresAt } = member;
  const assignment = member.accounts.find((each) => each.accountId === accountId);
  return JSON.stringify([
    ...[role, clientAccess, customRole, addOns, grants, teams, twoFactor, suspended, expiresAt],
    assignment,
  ]);
}

/** The same workspace with one of its members changed. */
export function withMember(facts: WorkspaceFacts, changed: MemberFacts): WorkspaceFacts {
  return { ...facts, members: facts.members.map((member) => (member.id === changed.id ? changed : member)) };
}

function listOf(names: readonly string[], { lists }: LintCatalogue): string {
  const isCut = names.length > NAMED_WHEN_CUT + 1;
  const named = names.slice(0, isCut ? NAMED_WHEN_CUT : names.length);
  if (isCut) named.push(fill(lists.others, { count: String(names.length - NAMED_WHEN_CUT) }));
  const last = named.pop() ?? '';
  return named.length === 0 ? last : fill(lists.and, { some: named.join(', '), last });
}

/** "Edi", "Edi and Flo", "Edi, Flo, Gus and 4 others". */
export function namesOf(
  { catalogue }: Pick<LintContext, 'catalogue'>,
  members: readonly MemberFacts[],
): string {
  return listOf(
    members.map(({ name }) => plainText(name)),
    catalogue,
  );
}

/** "Acme (Bluesky) and Beta (Mastodon)". */
export function accountNames(
  accounts: readonly AccountFacts[],
  { voice, catalogue }: Pick<LintContext, 'voice' | 'catalogue'>,
): string {
  return listOf(
    accounts.map((account) => voice.account(account)),
    catalogue,
  );
}

/** Ids that name nothing any more, shown as they are. */
export function idsOf(ids: readonly string[]): string {
  return plainText(ids.join(', '));
}

const NOTHING: LintSubject = {
  memberIds: [],
  accountIds: [],
  teamIds: [],
  adAccountIds: [],
  templateIds: [],
  roleIds: [],
};

/**
 * Makes a finding.
 *
 * @param context whose catalogue says it
 * @param code what is wrong
 * @param places the texts for the places of its sentence
 * @param subject what it is about
 * @param fix a command that puts it right, or a sentence that says what to do
 */
export function findingOf<Code extends LintCode>(
  { catalogue }: Pick<LintContext, 'catalogue'>,
  code: Code,
  places: FindingPlaces<Code>,
  subject: Partial<LintSubject>,
  fix: LintFix | string,
): LintFinding {
  const finding = { code, sentence: fill(catalogue.findings[code], places), ...NOTHING, ...subject };
  return typeof fix === 'string' ? { ...finding, fix: null, fixSentence: fix } : { ...finding, fix };
}

/** Says how something is put right. */
export function sayFix<Code extends LintFixCode>(
  { catalogue }: Pick<LintContext, 'catalogue'>,
  code: Code,
  places: FixPlaces<Code>,
): string {
  return fill(catalogue.fixes[code], places);
}

/** Whether a member may give the command of a candidate. */
function mayGive({ needs }: FixCandidate, { engine }: LintContext): (member: MemberFacts) => boolean {
  return ({ id }) => needs.every(({ action, resource }) => engine.can(id, action, resource));
}

/**
 * Finds the one way to put something right. It never chooses among several: which account somebody is given, and who
 * approves, is for a person to say.
 *
 * @param candidates the ways that come into question
 * @param isStillWrong whether the finding is still there in a workspace
 * @param context the workspace
 * @returns the only candidate that somebody can give and that helps; undefined when there is none, or several
 */
export function findOnlyFix(
  candidates: Iterable<FixCandidate>,
  isStillWrong: (after: LintContext) => boolean,
  context: LintContext,
): LintFix | undefined {
  const { activeMembers, nowMs } = context;
  let only: FixCandidate | undefined;
  for (const candidate of candidates) {
    const isFix =
      activeMembers.some(mayGive(candidate, context)) &&
      !isStillWrong(createLintContext(candidate.after, nowMs));
    if (isFix && only !== undefined) return undefined;
    if (isFix) only = candidate;
  }
  if (only === undefined) return undefined;
  const { sentence, command, args } = only;
  // Everybody is asked about the one that is offered, not about each that was tried.
  const actors = activeMembers.filter(mayGive(only, context));
  return { sentence, command, args, actorIds: actors.map(({ id }) => id) };
}
