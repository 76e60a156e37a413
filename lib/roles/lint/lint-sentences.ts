/**
 * Everything that the check of a workspace says, as templates with a code and named places, as in sentences.ts.
 * `{people}` may be one or several, so that no verb depends on it.
 */

import { type Catalogue, ENGLISH } from '../sentences';

/** What is wrong, by the code of the finding. */
const LINT_FINDINGS = {
  noKeeper: 'This workspace has no {role} who can act, and it always needs one.',
  accountWithoutApprover:
    'Nobody can approve posts on {account} for {gate}: what is sent there by {people} waits for ever.',
  authorWithoutApprover:
    'Posts of {people} on {account} can never go out: nobody approves their own posts, and nobody else may approve there.',
  authorWithoutSender: 'Posts of {people} on {account} can never go out: nobody may submit or publish them.',
  authorWithoutAccount: 'Posts of {people} can never go out: there is no account to write them for.',
  memberOnNoTeam: 'There is no team with {people} on it: without one there is no account and no data to see.',
  memberWithoutRole: 'The role of {people} is not one of this workspace’s role model: it allows nothing.',
  accountWithoutReauthorizer:
    'Nobody can sign in to {account} again: when its sign-in ends, nothing goes out there any more.',
  clientApprovesItself:
    'On {account}, {people} approves for the client, and posts of {people} go out there on nobody else’s word.',
  stepWithoutApprover:
    'Nobody who is named in the step “{step}” of the template “{template}” may approve on {account}.',
  stepRuleTooLarge:
    'The step “{step}” of the template “{template}” asks for {count} approvals, and of those who are named only {able} may approve on {account}.',
  approverMayNotApprove:
    'The template “{template}” names {people}, who may not approve everywhere it is for: it is refused when it is used.',
  approverGone:
    'The template “{template}” names somebody who is no member any more ({id}): it is refused when it is used.',
  twoFactorMissing:
    'This workspace requires two-factor sign-in, and {people} can do almost nothing without it.',
  customRoleMakerGone:
    'The role “{role}” allows nothing any more: a role gives what its maker’s built-in role gives, and whoever made it has none now.',
  customRoleGone: 'The role of {people} is gone ({id}): nothing is allowed.',
  assignmentToGoneAccount: 'An account that was assigned to {people} is gone ({id}).',
  teamWithGoneAccount: 'Accounts of the team {team} are gone ({id}).',
  membershipOfGoneTeam: 'A team with {people} on it is gone ({id}).',
  accountRoleLeftOver:
    'In the team {team}, a role that was given to {people} on single accounts is gone, or the team does not have the account ({id}).',
  roleOnGoneAdAccount: 'An ad account in which {people} was given a role is gone ({id}).',
  templateOfGoneTeam: 'The team of the template “{template}” is gone ({id}).',
} as const;

/** What can be done about it: a command that somebody can give now, or something that no single command does. */
const LINT_FIXES = {
  letActAgain: 'Lift the suspension, and the date of expiry, of {people}.',
  keeperThroughFile:
    'Nobody in this workspace can change that: make somebody {aRole} in the workspace file, and read it in again.',
  giveAccount: 'Give {people} the account {account}.',
  giveAnAccount: 'Give {people} an account.',
  putOnTheTeam: 'Put {people} on the team {team}.',
  putOnATeam: 'Put {people} on a team that has accounts.',
  giveARole: 'Give {people} a role of this workspace’s role model.',
  letSomebodyApprove: 'Let somebody else approve on {account}.',
  letSomebodySend: 'Let somebody on {account} submit or publish posts of {people}.',
  letSomebodyReauthorize: 'Let somebody sign in to {account} again: {roles} can.',
  turnOnFirst: '{people} could, after turning on two-factor sign-in in the security settings.',
  turnOn: 'Ask {people} to turn on two-factor sign-in in the security settings.',
  teamApproves: 'Have the team approve posts of {people} on {account}.',
  notApprover: 'Take the approval for the client on {account} from {people}.',
  mendTemplate:
    'Name in the template “{template}” only those who may approve there, and ask for no more approvals than they can give.',
  nameSomebodyElse: 'Name others in the step “{step}” who may approve there: {people}.',
  changeTemplate:
    'Name others in the template “{template}”, or let those who are named approve everywhere it is for.',
  saveRoleAgain: 'Save the role “{role}” again: it is then made by whoever saves it.',
  builtInRole: 'Let {people} be {aRole}, with no role of this workspace’s own.',
  removeAssignment: 'Take that account from {people}.',
  removeFromTeam: 'Take those accounts from the team {team}.',
  removeAccountRoles: 'Take those roles from {people}: the role that holds elsewhere then holds there.',
  throughFile:
    'Nobody in this workspace can change that: take it out of the workspace file, and read it in again.',
} as const;

/** Whose approval is missing. */
const LINT_GATES = { team: 'the team', client: 'the client' } as const;

export type LintCode = keyof typeof LINT_FINDINGS;
export type LintFixCode = keyof typeof LINT_FIXES;

type PlacesIn<Template extends string> = Template extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesIn<Rest>
  : never;

/** What the sentence of a finding needs to be said: a text for each of its places. */
export type FindingPlaces<Code extends LintCode> = Readonly<
  Record<PlacesIn<(typeof LINT_FINDINGS)[Code]>, string>
>;
/** What the sentence of a fix needs. */
export type FixPlaces<Code extends LintFixCode> = Readonly<
  Record<PlacesIn<(typeof LINT_FIXES)[Code]>, string>
>;

/** All that the check says in one language, with what the engine says in it. */
export interface LintCatalogue {
  readonly engine: Catalogue;
  readonly findings: Readonly<Record<LintCode, string>>;
  readonly fixes: Readonly<Record<LintFixCode, string>>;
  readonly gates: Readonly<Record<keyof typeof LINT_GATES, string>>;
  readonly lists: { readonly and: string; readonly others: string };
}

export const ENGLISH_LINT: LintCatalogue = {
  engine: ENGLISH,
  findings: LINT_FINDINGS,
  fixes: LINT_FIXES,
  gates: LINT_GATES,
  lists: { and: '{some} and {last}', others: ENGLISH.lists.others },
};
