/** Puts what was found into words: the reason, and the line of the table that it comes from. */
import type { CellFound, Finding, Obstacle } from './evaluate';
import type { AccountFacts, MemberId, Resource, Rule } from './facts';
import { accountName } from './people';
import type { CompiledMember } from './role-model';
import { columnWords, deedOf, plainText, say } from './sentences';

/** A question that was put to the engine. */
export interface Question {
  readonly actorId: MemberId;
  /** Undefined for somebody who is no member. */
  readonly member: CompiledMember | undefined;
  readonly action: string;
  readonly resource: Resource;
}

function actorName({ actorId, member }: Question): string {
  return plainText(member === undefined ? actorId : member.facts.name);
}

function roleOf({ member }: Question): string {
  return member?.access.columns[0] ?? member?.facts.role ?? 'nobody';
}

/** The places that the sentences about a cell share. */
function cellPlaces(question: Question, { row, column }: CellFound, account: AccountFacts | undefined) {
  const { one, many } = columnWords(column);
  return {
    actor: actorName(question),
    aRole: one,
    roles: many,
    doIt: deedOf(row),
    account: account === undefined ? '' : accountName(account),
  };
}

function grantedReason(question: Question, found: CellFound, account: AccountFacts | undefined): string {
  const places = cellPlaces(question, found, account);
  switch (found.cell) {
    case 'own':
      return say('grantedOwn', places);
    case 'added':
      return say('grantedAdded', places);
    case 'approves':
      return say('grantedApproves', places);
    case 'held':
      return say('grantedHeld', places);
    case 'grant:addAccounts':
      return say('grantedAddAccounts', places);
    case 'grant:removeAccounts':
      return say('grantedRemoveAccounts', places);
    default:
      return say(found.row.target === 'oneself' ? 'grantedEveryone' : 'granted', places);
  }
}

function refusedReason(question: Question, found: CellFound, account: AccountFacts | undefined): string {
  const places = cellPlaces(question, found, account);
  switch (found.cell) {
    case 'own':
      return say('refusedOwn', places);
    case 'added':
      return say('refusedAdded', places);
    case 'approves':
      return say('refusedApproves', places);
    case 'held':
      return say('refusedHeld', places);
    case 'grant:addAccounts':
      return say('refusedAddAccounts', places);
    case 'grant:removeAccounts':
      return say('refusedRemoveAccounts', places);
    default:
      return say(found.row.target === 'oneself' ? 'refusedOneself' : 'refused', places);
  }
}

function obstacleReason(question: Question, obstacle: Obstacle): string {
  const actor = actorName(question);
  switch (obstacle.kind) {
    case 'notMember':
    case 'suspended':
    case 'expired':
    case 'noColumn':
    case 'ownPost':
      return say(obstacle.kind, { actor });
    case 'twoFactor':
      return say('twoFactor', { actor, roles: columnWords(roleOf(question)).many });
    case 'noSuchAction':
      return say('noSuchAction', { action: plainText(question.action) });
    case 'wrongResource':
      return say('wrongResource', { things: thingsIn(obstacle.takes) });
    case 'noSuchAccount':
    case 'noSuchMember':
      return say(obstacle.kind, {});
    case 'notAssigned':
      return say('notAssigned', { actor, account: accountName(obstacle.account) });
    case 'noRow':
      return question.action === 'twoFactor.enrol' ? say('onlyOneself', {}) : say('noRow', { actor });
    case 'cell':
      return refusedReason(question, obstacle, obstacle.account);
    case 'missingFact': {
      const doIt = deedOf({ action: question.action, target: '' });
      if (obstacle.fact === 'author') return say('missingAuthor', { actor, doIt });
      return say(obstacle.fact === 'adder' ? 'missingAdder' : 'missingMemberRole', { actor, doIt });
    }
    case 'lastKeeper':
      return say('lastKeeper', { keeper: plainText(obstacle.keeper.name) });
  }
}

const THINGS: Readonly<Record<Resource['type'], string>> = {
  workspace: 'the workspace',
  account: 'an account',
  post: 'a post',
  media: 'a file',
  member: 'a member',
  team: 'a team',
  adAccount: 'an ad account',
};

function thingsIn(types: readonly Resource['type'][]): string {
  return types.map((type) => THINGS[type]).join(' or ');
}

/**
 * Says through what something is allowed, or why it is not.
 *
 * @param question who asked for what
 * @param finding what was found
 * @returns a sentence that a person understands, with names from the workspace
 */
export function reasonOf(question: Question, finding: Finding): string {
  return finding.allowed
    ? grantedReason(question, finding, finding.account)
    : obstacleReason(question, finding.obstacle);
}

function cellRule({ row, column, cell }: CellFound): Rule {
  return {
    table: row.table,
    row: row.target === '' ? row.action : `${row.action} ${row.target}`,
    decidedBy: cell.startsWith('grant:') ? cell : column,
    cell,
    source: row.source,
  };
}

/**
 * Names the row that decided, or the check that comes before any table.
 *
 * @param question who asked for what
 * @param finding what was found
 * @returns where the decision comes from
 */
export function ruleOf(question: Question, finding: Finding): Rule {
  if (finding.allowed) return cellRule(finding);
  const decidedBy = roleOf(question);
  const { obstacle } = finding;
  switch (obstacle.kind) {
    case 'cell':
      return cellRule(obstacle);
    case 'notMember':
    case 'suspended':
    case 'expired':
      return { table: 'membership', row: obstacle.kind, decidedBy };
    case 'twoFactor':
      return { table: 'twoFactor', row: 'requireTwoFactor', decidedBy };
    case 'noSuchAccount':
    case 'noSuchMember':
    case 'notAssigned':
    case 'wrongResource':
      return { table: 'scope', row: obstacle.kind, decidedBy };
    case 'ownPost':
      return { table: 'workspace', row: 'separationOfDuties', decidedBy };
    case 'lastKeeper':
    case 'noColumn':
    case 'noRow':
    case 'noSuchAction':
    case 'missingFact':
      return { table: 'workspace', row: obstacle.kind, decidedBy };
  }
}
