/**
 * The workspace that every engine is measured on, and what is asked of it: 200 members, 100 accounts, 10,000 posts.
 * The same seed makes the same workspace on every machine.
 *
 * The model is enterprise, since it has all that the bench is to weigh: teams that overlap, a role of one's own on
 * single accounts, add-ons, states in which a post may be edited, and (both switches on) authors told apart. Each of
 * these has its plain counterpart in every engine beside ours, so that none of them is bent to fit.
 *
 * Asked in two ways. As made, an id is one string wherever it stands, as in any measurement within one process. As
 * stored, facts, posts and actors are structured clones of their own, of which no two share a string, as whatever the
 * product reads comes out of a database or a message: then a Map has to compare what it finds, letter by letter.
 */
import {
  AccountFacts,
  type AccountId,
  MemberFacts,
  type MemberId,
  type PostStatus,
  type Resource,
  Settings,
  TeamFacts,
  type WorkspaceFacts,
} from '../../../lib/roles/facts';
import { mulberry32 } from '../../mulberry32';
import { columnsByAccount, isActive } from './columns';
import { CHECKED_ACTIONS, type CheckedAction } from './published-grants';

/** The moment that expiry is judged by. */
export const NOW_MS = Date.parse('2026-11-20T12:00:00Z');

export const MEMBER_COUNT = 200;
export const ACCOUNT_COUNT = 100;
export const POST_COUNT = 10_000;
/** Asked when the answers are compared, and first when the engines are timed. */
export const COMPARED_COUNT = 5_000;
const QUESTION_COUNT = 20_000;
const LISTING_ACTORS = 8;
/** So that a member reaches a third of the accounts. */
const TEAM_COUNT = 12;
const ACCOUNTS_A_TEAM = 20;
/** A screen shows somebody so many posts at once. */
const CARDS_A_SCREEN = 10;
const SEED = 20_261_120;

/** A post as an engine is asked about it. */
export type PostResource = Extract<Resource, { type: 'post' }> & { readonly status: PostStatus };

/** What the database knows of it. */
type PostRecord = Pick<PostResource, 'accountId' | 'authorId' | 'status'>;

export interface Question {
  readonly actorId: MemberId;
  readonly action: CheckedAction;
  readonly resource: PostResource;
}

export interface Workload {
  readonly facts: WorkspaceFacts;
  readonly posts: readonly PostResource[];
  /** Who asks changes from question to question. */
  readonly questions: readonly Question[];
  /** Who asks stays the same for a screen; the actions play no part. */
  readonly cards: readonly Question[];
  /** Whose lists of posts are filtered. */
  readonly listingActorIds: readonly MemberId[];
}

const STATUSES: readonly PostStatus[] = [
  'draft',
  'draft',
  'awaitingApproval',
  'awaitingApproval',
  'declined',
  'scheduled',
  'scheduled',
  'published',
  'published',
  'failed',
];

/** Of a hundred members, how many have the role. */
const ROLE_SHARES = [
  ['administrator', 3],
  ['editor', 25],
  ['contentCreator', 45],
  ['moderator', 14],
  ['viewOnly', 13],
] as const;

/** Made anew at each call, always the same. */
export function createWorkload(ids: 'made' | 'stored'): Workload {
  const read = <Value>(value: Value): Value => (ids === 'stored' ? structuredClone(value) : value);
  const random = createRandom(SEED);
  const facts = createFacts(random);
  const { members } = facts;
  const reach: Reach = new Map(
    members.map((member) => [member.id, new Set(columnsByAccount(member, facts, NOW_MS).keys())]),
  );
  const madePosts = Array.from({ length: POST_COUNT }, () => createPost(random, facts, reach));
  const posts = read(madePosts).map(
    ({ accountId, authorId, status }): PostResource => ({ type: 'post', accountId, authorId, status }),
  );
  const actorIds = read(members.map(({ id }) => id));
  const ask = (actorId: MemberId): Question => ({
    actorId,
    action: random.pick(CHECKED_ACTIONS),
    resource: findPost(random, actorId, posts, reach),
  });
  const questions = Array.from({ length: QUESTION_COUNT }, () => ask(random.pick(actorIds)));
  const cards = Array.from({ length: QUESTION_COUNT / CARDS_A_SCREEN }, () => random.pick(actorIds)).flatMap(
    (actorId) => Array.from({ length: CARDS_A_SCREEN }, () => ask(actorId)),
  );
  const active = actorIds.filter((_, index) => {
    const member = members[index];
    return member !== undefined && isActive(member, NOW_MS);
  });
  return {
    facts: read(facts),
    posts,
    questions,
    cards,
    listingActorIds: active.slice(0, LISTING_ACTORS),
  };
}

function createFacts(random: Random): WorkspaceFacts {
  const accounts = Array.from({ length: ACCOUNT_COUNT }, (_, index) =>
    AccountFacts.parse({
      id: random.id(),
      network: 'bluesky',
      handle: `account-${index}.example`,
      name: `Account ${index}`,
    }),
  );
  const teams = Array.from({ length: TEAM_COUNT }, (_, index) =>
    TeamFacts.parse({
      id: random.id(),
      name: `Team ${index}`,
      accountIds: random.sample(accounts, ACCOUNTS_A_TEAM).map(({ id }) => id),
    }),
  );
  const members = Array.from({ length: MEMBER_COUNT }, (_, index) => {
    const role = roleAt(index);
    const isAdministrator = role === 'administrator';
    return MemberFacts.parse({
      id: random.id(),
      name: `Member ${index}`,
      role,
      twoFactor: true,
      addOns: !isAdministrator && random.chance(0.12) ? ['teamLeader'] : [],
      teams: isAdministrator
        ? []
        : random.sample(teams, 1 + random.below(3)).map(({ id, accountIds }) => ({
            teamId: id,
            accountRoles: random.chance(0.7) ? overrides(random, accountIds) : {},
          })),
      ...(index % 50 === 27 && { suspended: true }),
      ...(index % 50 === 38 && { expiresAt: '2026-11-01T00:00:00Z' }),
      ...(index % 20 === 9 && { expiresAt: '2027-11-01T00:00:00Z' }),
    });
  });
  const settings = Settings.parse({
    separationOfDuties: true,
    ownPostsOnly: true,
    labelsInContext: true,
    requireTwoFactor: ['administrator', 'editor'],
  });
  return {
    roleModel: 'enterprise',
    settings,
    members,
    accounts,
    teams,
    adAccounts: [],
    approvalTemplates: [],
    customRoles: [],
  };
}

/** Spread evenly over the list, so that each role is met from its beginning on. */
function roleAt(index: number): (typeof ROLE_SHARES)[number][0] {
  let left = (index * 37) % 100;
  for (const [role, share] of ROLE_SHARES) {
    if (left < share) return role;
    left -= share;
  }
  return 'viewOnly';
}

function overrides(random: Random, accountIds: readonly string[]): Record<string, string> {
  const chosen = random.sample(accountIds, 2 + random.below(5));
  return Object.fromEntries(
    chosen.map((id) => [id, random.pick(['editor', 'contentCreator', 'moderator', 'viewOnly'])]),
  );
}

type Reach = ReadonlyMap<MemberId, ReadonlySet<AccountId>>;

function createPost(random: Random, { accounts, members }: WorkspaceFacts, reach: Reach): PostRecord {
  const { id: accountId } = random.pick(accounts);
  const authors = members.filter(({ id }) => reach.get(id)?.has(accountId));
  const author = random.pick(authors.length === 0 ? members : authors);
  return { accountId, authorId: author.id, status: random.pick(STATUSES) };
}

/** People mostly ask about what they see: one's own, then what is in reach; the rest is whatever there is. */
function findPost(
  random: Random,
  actorId: MemberId,
  posts: readonly PostResource[],
  reach: Reach,
): PostResource {
  const kind = random.below(10);
  const isWanted = (post: PostResource) =>
    kind < 2 ? post.authorId === actorId : kind > 6 || reach.get(actorId)?.has(post.accountId) === true;
  const start = random.below(posts.length);
  const found = posts.findIndex((post, index) => index >= start && isWanted(post));
  return posts[found] ?? posts.find(isWanted) ?? random.pick(posts);
}

interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Some of the items, none twice. */
  sample<Item>(items: readonly Item[], count: number): Item[];
  /** As long as the product's own ids. */
  id(): string;
}

function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    below,
    pick,
    chance: (share) => next() < share,
    sample(items, count) {
      const left = [...items];
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
    },
    id: () =>
      Array.from({ length: 4 }, () =>
        below(2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
  };
}
