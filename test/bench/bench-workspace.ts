/**
 * A workspace to measure on, made of the domain's own pieces so that every record has the shape of a real one:
 * Olu owns it and acts, Edi drafts, Cleo approves for the client, one account. Posts have no images; the popup asks
 * for their bytes only after its list is usable.
 */
import { newId } from '../../lib/platform/ids';
import { AccountId, createRoleEngine, MemberId } from '../../lib/roles';
import { createPlan, withApproval } from '../../lib/workspace/approval-plan';
import type { Directory } from '../../lib/workspace/command';
import { withDerivedFields } from '../../lib/workspace/post-states';
import {
  Account,
  type ApprovalPlan,
  Member,
  Post,
  PostId,
  type Publication,
  Workspace,
} from '../../lib/workspace/records';
import { sealOf } from '../../lib/workspace/seal';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long the team has been at work, however many posts it wrote. */
const HISTORY_MS = 730 * DAY_MS;

const OLU = MemberId.parse('olu');
const EDI = MemberId.parse('edi');
const CLEO = MemberId.parse('cleo');
const ACCOUNT_ID = AccountId.parse('acme-on-bluesky');

type Fate = 'draft' | 'awaitingOlu' | 'awaitingCleo' | 'declined' | 'scheduled' | 'published' | 'failed';

/** The same mix at every size: one post in five awaits the acting member, most of the others are out. */
const FATES: readonly Fate[] = [
  'published',
  'awaitingOlu',
  'published',
  'draft',
  'published',
  'awaitingOlu',
  'scheduled',
  'published',
  'declined',
  'published',
  'awaitingOlu',
  'published',
  'awaitingCleo',
  'published',
  'draft',
  'awaitingOlu',
  'published',
  'failed',
  'published',
  'scheduled',
];

const SENTENCES = [
  'The summer timetable is out, and the late train stays.',
  'We asked the people who ride it every day what they would change first.',
  'Three things surprised us, and the third one is about bicycles.',
  'Read the whole report at https://acme.example/timetable or ask @acme-studio.test for a copy.',
  'Our team will be at the station on Saturday from ten to four, with coffee.',
  'Thank you to everybody who wrote in. #publictransport #worthreading',
  'More of this next week.',
];

export interface BenchWorkspace {
  readonly actingMemberId: MemberId;
  readonly workspace: Workspace;
  readonly members: readonly Member[];
  readonly accounts: readonly Account[];
  /** Post number `index` of `total`, from the oldest on. */
  post(index: number, total: number): Post;
}

/** The workspace as of now; what is scheduled lies in the future, so that nothing falls due while it is measured. */
export function createBenchWorkspace(nowMs: number): BenchWorkspace {
  const addedAtMs = nowMs - HISTORY_MS - DAY_MS;
  const workspace = Workspace.parse({
    id: 'w1',
    name: 'Acme Studio',
    roleModel: 'agency',
    settings: {},
    createdAtMs: addedAtMs,
  });
  const assignment = {
    accountId: ACCOUNT_ID,
    posting: 'needsApproval',
    credentials: 'owner',
    approves: false,
  };
  const members = [
    { id: OLU, name: 'Olu Bright', role: 'owner', addedAtMs },
    { id: EDI, name: 'Edi Marsh', role: 'editor', accounts: [assignment], addedAtMs: addedAtMs + 1 },
    {
      id: CLEO,
      name: 'Cleo Vance',
      role: 'client',
      clientAccess: 'read',
      accounts: [{ ...assignment, approves: true }],
      addedAtMs: addedAtMs + 2,
    },
  ].map((member) => Member.parse(member));
  const account = Account.parse({
    id: ACCOUNT_ID,
    network: 'bluesky',
    handle: 'acme-studio.test',
    name: 'Acme Studio',
    addedBy: OLU,
    profileId: 'did:plc:benchbenchbenchbenchbench',
    server: 'https://pds.acme.example',
    connections: [{ mode: 'owner', memberId: OLU, state: 'valid', sinceMs: addedAtMs }],
    clientApprovalRule: 'any',
    addedAtMs,
  });
  const accounts = [account];
  const none = { teams: [], adAccounts: [], customRoles: [], approvalTemplates: [] };
  const { roleModel, settings } = workspace;
  const engine = createRoleEngine({ roleModel, settings, members, accounts, ...none }, nowMs);
  const directory: Directory = { workspace, members, accounts, ...none, engine };
  return {
    actingMemberId: OLU,
    workspace,
    members,
    accounts,
    post(index, total) {
      const post = createPost(index, nowMs - HISTORY_MS + (index / total) * HISTORY_MS, nowMs, directory);
      // One round through the mix is proof enough that the shape is right.
      return index < FATES.length ? Post.parse(post) : post;
    },
  };
}

function createPost(index: number, atMs: number, nowMs: number, directory: Directory): Post {
  const createdAtMs = Math.trunc(atMs);
  const fate = FATES[index % FATES.length] ?? 'draft';
  const submittedAtMs = createdAtMs + HOUR_MS;
  const approvedAtMs = submittedAtMs + HOUR_MS;
  const updatedAtMs = fate === 'draft' ? createdAtMs : approvedAtMs;
  const draft: Post = {
    id: PostId.parse(newId(createdAtMs)),
    accountId: ACCOUNT_ID,
    authorId: EDI,
    status: 'draft',
    text: textOf(index),
    media: [],
    ...(index % 3 === 0 && {
      link: {
        url: `https://acme.example/articles/${index}`,
        title: `Article ${index}: the summer timetable`,
        description: 'What changes, what stays, and what the people who ride it every day say.',
      },
      source: { url: `https://acme.example/articles/${index}`, title: `Article ${index}` },
    }),
    ...((fate === 'scheduled' || (fate === 'awaitingOlu' && index % 2 === 0)) && {
      scheduledAtMs: nowMs + DAY_MS + (index % 1_000) * HOUR_MS,
    }),
    awaitingMemberIds: [],
    revision: fate === 'draft' ? 1 : 4,
    createdAtMs,
    updatedAtMs,
    listedAtMs: updatedAtMs,
  };
  return withDerivedFields(
    withFate(draft, fate, directory, submittedAtMs, approvedAtMs),
    draft.scheduledAtMs,
  );
}

function withFate(
  draft: Post,
  fate: Fate,
  directory: Directory,
  submittedAtMs: number,
  approvedAtMs: number,
): Post {
  if (fate === 'draft') return draft;
  const plan = createPlan(draft, directory, EDI, submittedAtMs);
  if (!plan) throw new Error('a post of this workspace passes approval');
  const seal = sealOf(draft);
  const byTeam: ApprovalPlan = withApproval(plan, { memberId: OLU, atMs: approvedAtMs }, seal);
  const byAll: ApprovalPlan = withApproval(byTeam, { memberId: CLEO, atMs: approvedAtMs + 1 }, seal);
  const publication: Publication = {
    key: `bench${draft.id}`,
    armedAtMs: approvedAtMs + 2,
    attempts: 0,
    connection: { mode: 'owner', memberId: OLU },
  };
  const key = publication.key;
  switch (fate) {
    case 'awaitingOlu':
      return { ...draft, status: 'awaitingApproval', plan };
    case 'awaitingCleo':
      return { ...draft, status: 'awaitingApproval', plan: byTeam };
    case 'declined': {
      const declined = { memberId: OLU, atMs: approvedAtMs, note: 'Shorter, please.', step: 0 };
      return { ...draft, status: 'declined', plan: { ...plan, declined } };
    }
    case 'scheduled':
      return { ...draft, status: 'scheduled', plan: byAll };
    case 'published':
      return {
        ...draft,
        status: 'published',
        plan: byAll,
        publication: {
          ...publication,
          uri: `at://did:plc:benchbenchbenchbenchbench/app.bsky.feed.post/${key}`,
          url: `https://bsky.app/profile/acme-studio.test/post/${key}`,
          publishedAtMs: approvedAtMs + 1_000,
        },
      };
    case 'failed': {
      const failure = {
        reason: 'refused' as const,
        words: 'The server said no.',
        remedy: 'Change the post and try again.',
        atMs: approvedAtMs + 1_000,
      };
      return { ...draft, status: 'failed', plan: byAll, publication, failure };
    }
  }
}

/** One to four sentences, up to what the network takes. */
function textOf(index: number): string {
  const count = 1 + (index % 4);
  const chosen = Array.from(
    { length: count },
    (_, position) => SENTENCES[(index + position) % SENTENCES.length],
  );
  return `${index + 1}. ${chosen.join(' ')}`.slice(0, 300);
}
