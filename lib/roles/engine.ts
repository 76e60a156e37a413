/**
 * The role engine: one workspace at one moment, asked who may do what. Pure: no clock, no storage, no browser;
 * members are compiled when first asked for, and sentences are made only for those who want to hear them.
 */
import type { Action } from './action';
import { AGENCY } from './agency';
import { compileActions, compileMember } from './compile';
import { evaluate, type Finding, type Lookup } from './evaluate';
import { type Question, reasonOf, ruleOf } from './explain';
import type {
  AccountId,
  Decision,
  Gate,
  MemberFacts,
  MemberId,
  Resource,
  RoleModel,
  WorkspaceFacts,
} from './facts';
import { accountName } from './people';
import { remedyFor } from './remedy';
import type { CompiledMember, RoleModelRules, Step } from './role-model';
import { plainText, say } from './sentences';

/** A post that may not exist yet: where it would go, and who would have written it. */
export type PlannedPost =
  | Extract<Resource, { type: 'post' }>
  | { readonly type: 'account'; readonly id: AccountId; readonly authorId?: MemberId | undefined };

/** What the product asks about one workspace. All of it is answered from the same rows. */
export interface RoleEngine {
  /** Whether somebody may do something, why, through which line of the table, and who could help. */
  decide(actorId: MemberId, action: Action, resource: Resource): Decision;
  /** The same answer without a word: always what `decide` says in `allowed`. */
  can(actorId: MemberId, action: Action, resource: Resource): boolean;
  /** Everybody who may, in the order of the workspace's members. */
  whoCan(action: Action, resource: Resource): readonly MemberFacts[];
  /** The approval steps that a post passes before it goes out, in order; an author who is not known needs approval. */
  gatesFor(post: PlannedPost): readonly Gate[];
}

interface DecidedModel {
  readonly rules: RoleModelRules;
  readonly actions: Lookup['actions'];
}

/** The models that this version decides for. The enterprise model's tables are not here yet: it grants nothing. */
const DECIDED_MODELS: ReadonlyMap<RoleModel, DecidedModel> = new Map([
  ['agency', { rules: AGENCY, actions: compileActions(AGENCY.rows) }],
]);

/**
 * Tells whether this version can decide for a role model at all.
 *
 * @param model the workspace's role model
 * @returns false when every decision would be a refusal that says so
 */
export function decidesFor(model: RoleModel): boolean {
  return DECIDED_MODELS.has(model);
}

/**
 * An engine for one workspace at one moment. Cheap: nothing is compiled before it is asked for.
 *
 * @param facts the workspace; it must not change while the engine is in use
 * @param nowMs the moment that expiry is judged by, in milliseconds since 1970
 * @returns the engine; the rules are those of the workspace's role model (roles.md, the published tables)
 */
export function createRoleEngine(facts: WorkspaceFacts, nowMs: number): RoleEngine {
  const model = DECIDED_MODELS.get(facts.roleModel);
  return model === undefined ? refusingEngine(facts.roleModel) : decidingEngine(facts, nowMs, model);
}

/** For a model whose tables are missing: it grants nothing, lets nothing out, and says why. */
function refusingEngine(roleModel: RoleModel): RoleEngine {
  const model = plainText(roleModel);
  return {
    decide: (_, action) => ({
      allowed: false,
      reason: say('modelNotDecided', { model }),
      rule: { table: 'workspace', row: plainText(action), decidedBy: 'roleModel' },
      remedy: say('nobodyCanDecided', {}),
    }),
    can: () => false,
    whoCan: () => [],
    gatesFor: () => [{ name: 'team', approverIds: [], reason: say('stepsNotDecided', { model }) }],
  };
}

/** A caller outside the type system may hand over anything; what has no type is the wrong kind of thing. */
function readable(resource: Resource): Resource {
  const value: unknown = resource;
  return typeof value === 'object' && value !== null ? resource : { type: 'workspace' };
}

/** By id; of two with the same id the first counts, as in a list that is read from the top. */
function indexById<Id, Item extends { readonly id: Id }>(items: readonly Item[]): ReadonlyMap<Id, Item> {
  const byId = new Map<Id, Item>();
  for (const item of items) if (!byId.has(item.id)) byId.set(item.id, item);
  return byId;
}

function decidingEngine(facts: WorkspaceFacts, nowMs: number, { rules, actions }: DecidedModel): RoleEngine {
  const memberById = indexById<MemberId, MemberFacts>(facts.members);
  const accountById = indexById(facts.accounts);
  const compiled = new Map<MemberId, CompiledMember>();
  let activeKeepers: readonly MemberFacts[] | undefined;

  function compile(member: MemberFacts): CompiledMember {
    return compileMember(member, rules, facts.settings, nowMs);
  }

  function findCompiled(id: MemberId): CompiledMember | undefined {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const member = memberById.get(id);
    if (member === undefined) return undefined;
    const fresh = compile(member);
    compiled.set(id, fresh);
    return fresh;
  }

  function* everyMember(): Generator<CompiledMember> {
    for (const id of memberById.keys()) {
      const member = findCompiled(id);
      if (member !== undefined) yield member;
    }
  }

  const lookup: Lookup = {
    model: rules,
    actions,
    settings: facts.settings,
    findAccount: (id) => accountById.get(id),
    findMember: (id) => memberById.get(id),
    isLastKeeper(id) {
      activeKeepers ??= [...memberById.values()].filter(
        (member) => member.role === rules.keeperRole && findCompiled(member.id)?.standing === 'active',
      );
      return activeKeepers.length === 1 && activeKeepers[0]?.id === id;
    },
  };

  function find(actorId: MemberId, action: string, resource: Resource): Finding {
    return evaluate(findCompiled(actorId), action, readable(resource), lookup);
  }

  function whoCan(action: string, resource: Resource): readonly MemberFacts[] {
    const able: MemberFacts[] = [];
    for (const [id, member] of memberById) if (find(id, action, resource).allowed) able.push(member);
    return able;
  }

  const remedyLookup = {
    keeperRole: rules.keeperRole,
    whoCan,
    findWith: (member: MemberFacts, { action, resource }: Question) =>
      evaluate(compile(member), action, readable(resource), lookup),
  };

  function gatesFor(post: PlannedPost): readonly Gate[] {
    const account = accountById.get(post.type === 'account' ? post.id : post.accountId);
    if (account === undefined) return [{ name: 'team', approverIds: [], reason: say('accountGone', {}) }];
    const { authorId } = post;
    const author = authorId === undefined ? undefined : findCompiled(authorId);
    const steps = rules.stepsFor({
      account,
      author,
      authorId,
      separationOfDuties: facts.settings.separationOfDuties,
      members: everyMember,
    });
    return steps.map(({ name, reason }): Gate => {
      const resource: Resource = { type: 'post', accountId: account.id, authorId, gate: name };
      return {
        name,
        approverIds: whoCan('post.approve' satisfies Action, resource).map(({ id }) => id),
        reason: stepReason(reason, author, accountName(account)),
      };
    });
  }

  function gatesOf(action: string, resource: Resource): readonly Gate[] | undefined {
    if (action !== ('post.publish' satisfies Action) && action !== ('post.submit' satisfies Action))
      return undefined;
    return resource.type === 'post' || resource.type === 'account' ? gatesFor(resource) : undefined;
  }

  return {
    decide(actorId, action, resource) {
      const question = { actorId, member: findCompiled(actorId), action, resource: readable(resource) };
      const finding = find(actorId, action, resource);
      const reason = reasonOf(question, finding);
      const rule = ruleOf(question, finding);
      if (!finding.allowed) {
        return { allowed: false, reason, rule, remedy: remedyFor(question, finding.obstacle, remedyLookup) };
      }
      const gates = gatesOf(action, question.resource);
      return { allowed: true, reason, rule, remedy: '', ...(gates === undefined ? {} : { gates }) };
    },
    can: (actorId, action, resource) => find(actorId, action, resource).allowed,
    whoCan,
    gatesFor,
  };
}

function stepReason(reason: Step['reason'], author: CompiledMember | undefined, account: string): string {
  switch (reason) {
    case 'authorGone':
    case 'authorUnknown':
      return say(reason, {});
    case 'clientApproves':
      return say(reason, { account });
    case 'separationOfDuties':
      return say(reason, { author: plainText(author?.facts.name ?? '') });
    case 'authorNeedsApproval':
    case 'authorNotAssigned':
      return say(reason, { author: plainText(author?.facts.name ?? ''), account });
  }
}
