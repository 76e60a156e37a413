/**
 * The role engine: one workspace at one moment, asked who may do what. Pure: no clock, no storage, no browser;
 * members are compiled when first asked for, and sentences are made only for those who want to hear them.
 */
import { type CompiledMember, createAccess } from './access';
import type { Action } from './action';
import { AGENCY } from './agency';
import { type CompiledAction, type CompiledModel, compileModel } from './compile';
import { ENTERPRISE } from './enterprise';
import { findObstacle, type Lookup } from './evaluate';
import { ask, createSay, reasonFor, ruleFor } from './explain';
import type {
  AccountFacts,
  AccountId,
  ApprovalTemplateId,
  Decision,
  Gate,
  MemberFacts,
  MemberId,
  Resource,
  RoleModel,
  WorkspaceFacts,
} from './facts';
import { createMask, createPostFilter } from './menu';
import { createRemedy } from './remedy';
import type { RoleModelRules, Step } from './role-model';
import { type Catalogue, ENGLISH } from './sentences';
import { createVoice } from './voice';

/** A post that may not exist yet: where it would go, and who would have written it. */
export type PlannedPost =
  | Extract<Resource, { type: 'post' }>
  | {
      readonly type: 'account';
      readonly id: AccountId;
      readonly authorId?: MemberId | undefined;
      readonly templateId?: ApprovalTemplateId | undefined;
    };

/** What a post is sent with: `post.submit` asks for approval, `post.publish` would do without. */
export type SendingAction = 'post.publish' | 'post.submit';

/** What the product asks about one workspace. All of it is answered from the same rows. */
export interface RoleEngine {
  /** Whether somebody may do something, why, through which line of the table, and who could help. */
  decide(actorId: MemberId, action: Action, resource: Resource): Decision;
  /** The same answer without a word: always what `decide` says in `allowed`. */
  can(actorId: MemberId, action: Action, resource: Resource): boolean;
  /** `can` for a long list: the member and the action are looked up once. */
  createFilter(actorId: MemberId, action: Action): (resource: Resource) => boolean;
  /** `can` for a row of buttons: bit i of the answer is set when the i-th action is allowed. At most 31 actions. */
  createMenu(actions: readonly Action[]): (actorId: MemberId, resource: Resource) => number;
  /** Everybody who may, in the order of the workspace's members. */
  whoCan(action: Action, resource: Resource): readonly MemberFacts[];
  /** The approval steps that a post passes before it goes out, in order; an author who is not known needs approval. */
  gatesFor(post: PlannedPost, action?: SendingAction): readonly Gate[];
  /** Whether the team's own gate is among these steps, without asking who could pass it. */
  needsTeam(post: PlannedPost): boolean;
}

const MODELS: Readonly<Record<RoleModel, RoleModelRules>> = { agency: AGENCY, enterprise: ENTERPRISE };
const compiledModels = new Map<RoleModel, CompiledModel>();

/** The table of a role model, and the page that explains its words. */
export function rulesFor(model: RoleModel): RoleModelRules {
  return MODELS[model];
}

/** A model is compiled when its first workspace is opened: few ever see both. */
function compiledModel(model: RoleModel): CompiledModel {
  let compiled = compiledModels.get(model);
  if (compiled === undefined) {
    compiled = compileModel(MODELS[model].rows());
    compiledModels.set(model, compiled);
  }
  return compiled;
}

/** What a script hands over may be no object at all: it is then asked of the workspace, which most actions refuse. */
function readable(resource: Resource): Resource {
  const value: unknown = resource;
  return typeof value === 'object' && value !== null ? resource : { type: 'workspace' };
}

/**
 * An engine for one workspace at one moment. Cheap: nothing is compiled before it is asked for.
 *
 * @param facts the workspace; it must not change while the engine is in use
 * @param nowMs the moment that expiry is judged by, in milliseconds since 1970
 * @param catalogue the language in which reasons and remedies are said
 * @returns the engine; the rules are those of the workspace's role model (roles.md, the published tables)
 */
export function createRoleEngine(
  facts: WorkspaceFacts,
  nowMs: number,
  catalogue: Catalogue = ENGLISH,
): RoleEngine {
  const rules = rulesFor(facts.roleModel);
  const { actions, slots } = compiledModel(facts.roleModel);
  const access = createAccess(facts, nowMs, rules, slots);
  let activeKeepers: readonly MemberFacts[] | undefined;
  /** The same workspace with other settings, for remedies. */
  const otherwise = new Map<string, RoleEngine>();

  const lookup: Lookup = {
    access,
    rules,
    actions,
    separationOfDuties: facts.settings.separationOfDuties,
    isLastKeeper(id) {
      activeKeepers ??= [...access.members.values()].filter(
        ({ id: memberId, role, customRole }) =>
          role === rules.keeperRole && customRole === undefined && isActive(memberId),
      );
      return activeKeepers.length === 1 && activeKeepers[0]?.id === id;
    },
    wouldAllow(changed, actorId, action, resource) {
      // One setting at a time is tried, so that there are few of them.
      const key = JSON.stringify(changed);
      let other = otherwise.get(key);
      if (other === undefined) {
        other = createRoleEngine({ ...facts, settings: { ...facts.settings, ...changed } }, nowMs, catalogue);
        otherwise.set(key, other);
      }
      return other.can(actorId, action as Action, resource);
    },
  };

  function isActive(id: MemberId | undefined): boolean {
    const member = id === undefined ? undefined : access.findMember(id);
    return member !== undefined && member.standing === undefined;
  }

  function can(actorId: MemberId, action: string, resource: Resource): boolean {
    const member = access.findMember(actorId);
    return member !== undefined && findObstacle(member, actions.get(action), resource, lookup) === undefined;
  }

  function whoCan(action: string, resource: Resource): readonly MemberFacts[] {
    return [...access.members.values()].filter(({ id }) => can(id, action, resource));
  }

  function askCompiled(
    member: CompiledMember,
    action: CompiledAction | undefined,
    resource: Resource,
  ): boolean {
    return findObstacle(member, action, resource, lookup) === undefined;
  }

  /** Menus of the same actions share what was found, however often a screen makes one. */
  const menuIds = new Map<string, number>();

  const voice = createVoice(catalogue);
  const say = createSay(lookup, voice);
  const { remedyFor, peopleWho } = createRemedy(lookup, voice, say, whoCan);

  function* activeMembers(): Generator<MemberFacts> {
    for (const [id, member] of access.members) if (isActive(id)) yield member;
  }

  function stepsFor(post: PlannedPost, account: AccountFacts, action: SendingAction): readonly Step[] {
    const { authorId, templateId } = post;
    const asPost: Resource = { type: 'post', accountId: account.id, authorId };
    return rules.stepsFor({
      account,
      author: authorId === undefined ? undefined : access.members.get(authorId),
      authorId,
      isAuthorActive: isActive(authorId),
      templateId,
      action,
      workspace: access.workspace,
      activeMembers,
      authorMayPublish: () => authorId !== undefined && can(authorId, 'post.publish', asPost),
    });
  }

  function gatesFor(post: PlannedPost, action: SendingAction = 'post.publish'): readonly Gate[] {
    const place = access.findPlace(post);
    if (place?.type !== 'account')
      return [{ name: 'team', gate: 'team', rule: 'any', approverIds: [], reason: say('accountGone', {}) }];
    const { account } = place;
    const { authorId } = post;
    const asPost: Resource = { type: 'post', accountId: account.id, authorId };
    const author = authorId === undefined ? undefined : access.members.get(authorId);
    return stepsFor(post, account, action).map(({ namedIds, reason, ...step }): Gate => {
      const able = peopleWho('post.approve', { ...asPost, gate: step.gate }).members.map(({ id }) => id);
      return {
        ...step,
        approverIds: namedIds === undefined ? able : able.filter((id) => namedIds.includes(id)),
        reason: say(reason, {}, { author, account }),
      };
    });
  }

  return {
    decide(actorId, action, given) {
      const resource = readable(given);
      const asked = ask(access.findMember(actorId), { actorId, name: action, resource }, lookup);
      const decision = {
        allowed: asked.obstacle === undefined,
        reason: say(reasonFor(asked, lookup, voice), asked),
        rule: ruleFor(asked, access),
        remedy: remedyFor(asked),
      };
      const isSending = decision.allowed && (action === 'post.publish' || action === 'post.submit');
      if (!isSending || (resource.type !== 'post' && resource.type !== 'account')) return decision;
      return { ...decision, gates: gatesFor(resource, action) };
    },
    can: (actorId, action, resource) => can(actorId, action, readable(resource)),
    createFilter(actorId, name) {
      const member = access.findMember(actorId);
      const action = actions.get(name);
      if (member === undefined || action === undefined) return () => false;
      return createPostFilter(member, action, access, askCompiled);
    },
    createMenu(names) {
      const key = names.join();
      const id = menuIds.get(key) ?? menuIds.size;
      menuIds.set(key, id);
      const maskOf = createMask(
        id,
        names.map((name) => actions.get(name)),
        access,
        askCompiled,
      );
      return (actorId, resource) => {
        const member = access.findMember(actorId);
        return member === undefined ? 0 : maskOf(member, resource);
      };
    },
    whoCan,
    gatesFor,
    needsTeam(post) {
      const place = access.findPlace(post);
      if (place?.type !== 'account') return true;
      return stepsFor(post, place.account, 'post.publish').some(({ gate }) => gate === 'team');
    },
  };
}
