import type { Answers } from '../../lib/messages/server';
import type { CompositionDecisions, CompositionView } from '../../lib/messages/views';
import { findNetworkRules } from '../../lib/networks/network-rules';
import type { Decision } from '../../lib/roles';
import { runCommands } from '../../lib/store/run-stored-command';
import { say } from '../../lib/words/say';
import { conflict, getPost, notAllowed } from '../../lib/workspace/command';
import { takenTimes } from '../../lib/workspace/commands/save-post';
import { withContent } from '../../lib/workspace/commands/sent-content';
import { type Composition, CompositionId } from '../../lib/workspace/composition';
import { contentFor, contentOf } from '../../lib/workspace/content-of';
import { credentialsMode } from '../../lib/workspace/credentials-mode';
import { finishContent } from '../../lib/workspace/finish-content';
import { decidePost, type PostCommand } from '../../lib/workspace/post-states';
import { findFreeSlot } from '../../lib/workspace/posting-schedule';
import { type Account, GroupId, type Post, PostId } from '../../lib/workspace/records';
import type { Transaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';
import { draftFromTab } from './draft-from-page';
import { emptyComposition } from './empty-composition';
import { finishComposition } from './finish-composition';
import { markImages } from './mark-images';
import { type ActingDirectory, getActingMemberId, questionOf, readAsMember, unwrittenPost } from './session';
import { findSignInNeed } from './sign-in-need';
import { offerTemplates } from './template-offers';

type CompositionAnswers = Pick<
  Answers,
  | 'composition.open'
  | 'composition.openFromPage'
  | 'composition.openPost'
  | 'composition.list'
  | 'composition.save'
  | 'composition.discard'
  | 'composition.finish'
>;

/** What is being written: kept at every change, and turned into posts when its author is done. */
export function answerCompositions(background: BackgroundContext): CompositionAnswers {
  async function listMine(): Promise<Composition[]> {
    const [database, memberId] = await Promise.all([background.database(), getActingMemberId(background)]);
    const range = IDBKeyRange.bound([memberId], [memberId, []]);
    return (await database.getAllFromIndex('compositions', 'byMember', range, 50)).reverse();
  }

  return {
    async 'composition.open'({ compositionId }) {
      const unfinished = await listMine();
      const wanted = compositionId ? unfinished.find(({ id }) => id === compositionId) : unfinished[0];
      return viewOf(background, wanted ?? (await emptyComposition(background)));
    },

    async 'composition.openFromPage'({ tabId }) {
      const composition = await draftFromTab(background, tabId, {});
      return viewOf(background, composition ?? (await emptyComposition(background)));
    },

    async 'composition.openPost'({ postId }) {
      const composition = await readAsMember(
        background,
        async (tx, directory, nowMs): Promise<Composition> => {
          const post = await getPost(tx, postId);
          const decision = decidePost('post.edit', post, questionOf(directory, nowMs));
          if (!decision.allowed) throw notAllowed(decision);
          const { source, accountId, revision, approvalTemplateId } = post;
          const { options, ...content } = contentOf(post);
          const network = directory.accounts.find(({ id }) => id === accountId)?.network;
          return {
            id: CompositionId.parse(`edit-${postId}`),
            memberId: directory.me.id,
            accountIds: [accountId],
            ...content,
            ...(options && network !== undefined && { options: { [network]: options } }),
            offeredImages: [],
            ...(source && { source }),
            ...(approvalTemplateId !== undefined && { approvalTemplateId }),
            editing: { postId, revision },
            updatedAtMs: nowMs,
          };
        },
      );
      // What was left unfinished of an earlier edit is gone on with, from the revision that it began with: whoever
      // changed the post since is not written over unseen.
      const kept = await (await background.database()).get('compositions', composition.id);
      return viewOf(background, kept?.memberId === composition.memberId ? kept : composition);
    },

    'composition.list': listMine,

    async 'composition.save'({ composition }) {
      const memberId = await getActingMemberId(background);
      const database = await background.database();
      if (composition.memberId !== memberId)
        throw conflict(
          say('Somebody else is acting in this browser now.'),
          say('Switch back to go on writing.'),
        );
      const transaction = database.transaction('compositions', 'readwrite', { durability: 'strict' });
      const stored = await transaction.store.get(composition.id);
      if (stored && stored.memberId !== memberId) throw conflict(say('This draft belongs to somebody else.'));
      // Two saves may overtake each other on the way; the newer one stays, by the composer's own count.
      if (!stored || stored.updatedAtMs <= composition.updatedAtMs) await transaction.store.put(composition);
      await transaction.done;
      return readAsMember(background, (tx, directory, nowMs) =>
        decideComposition(tx, directory, composition, nowMs),
      );
    },

    async 'composition.discard'({ compositionId }) {
      const [memberId, database] = await Promise.all([getActingMemberId(background), background.database()]);
      const stored = await database.get('compositions', compositionId);
      if (stored?.memberId === memberId) await database.delete('compositions', compositionId);
      return null;
    },

    async 'composition.finish'({ compositionId, intent }) {
      const [memberId, database, environment] = await Promise.all([
        getActingMemberId(background),
        background.database(),
        background.environment(),
      ]);
      const composition = await database.get('compositions', compositionId);
      if (composition?.memberId !== memberId)
        throw conflict(say('This draft was finished already.'), say('Look for it under Posts.'));
      const { editing } = composition;
      const edited = editing && (await database.get('posts', editing.postId));
      const [accounts, author] = await Promise.all([
        database.getAll('accounts'),
        database.get('members', edited?.authorId ?? memberId),
      ]);
      const mediaOn = await markImages(background, composition, accounts);
      const finished = await runCommands(database, memberId, environment, async (step, local) => {
        const outcome = await finishComposition(composition, intent, {
          step,
          newPostId: () => PostId.parse(environment.newId()),
          newGroupId: () => GroupId.parse(environment.newId()),
          accounts,
          author,
          mediaOn,
        });
        // In the same transaction: a draft is never both unfinished and posted, whenever the browser ends.
        await local.removeComposition(compositionId);
        return outcome;
      });
      background.changed();
      return finished;
    },
  };
}

async function viewOf(background: BackgroundContext, composition: Composition): Promise<CompositionView> {
  const decisions = await readAsMember(background, (tx, directory, nowMs) =>
    decideComposition(tx, directory, composition, nowMs),
  );
  return { composition, decisions };
}

/** What may be done with a composition, account by account: asked of the same function as the commands ask. */
export async function decideComposition(
  tx: Transaction,
  directory: ActingDirectory,
  composition: Composition,
  nowMs: number,
): Promise<CompositionDecisions[]> {
  const edited = composition.editing && (await tx.get('posts', composition.editing.postId));
  return Promise.all(
    composition.accountIds.map(async (accountId) => {
      const account = directory.accounts.find(({ id }) => id === accountId);
      const written = contentFor(composition, account ?? { network: '' });
      const author = directory.members.find(({ id }) => id === (edited?.authorId ?? directory.me.id));
      const mode = credentialsMode({ accountId }, author);
      const content = account
        ? finishContent(written, account, mode, findNetworkRules(account.network))
        : written;
      const post = edited
        ? withContent(edited, content)
        : unwrittenPost(directory, accountId, content, nowMs);
      const { scheduledAtMs, approvalTemplateId } = composition;
      const question = { ...questionOf(directory, nowMs), scheduledAtMs, approvalTemplateId };
      const create = directory.engine.decide(directory.me.id, 'post.create', {
        type: 'account',
        id: accountId,
      });
      const save = edited ? decidePost('post.edit', post, question) : create;
      const decide = (command: PostCommand): Decision =>
        save.allowed ? decidePost(command, post, question) : save;
      const signIn = findSignInNeed(directory, post);
      const nextSlotMs = await findNextSlot(tx, account, post, nowMs);
      const templates = offerTemplates(directory, post);
      return {
        accountId,
        save,
        submit: decide('post.submit'),
        schedule: decide('post.schedule'),
        publish: decide('post.publish'),
        ...(signIn && { signIn }),
        ...(nextSlotMs !== undefined && { nextSlotMs }),
        ...(templates.length > 0 && { templates }),
      };
    }),
  );
}

async function findNextSlot(
  tx: Transaction,
  account: Account | undefined,
  post: Post,
  nowMs: number,
): Promise<number | undefined> {
  const schedule = account?.publishing?.schedule;
  return schedule && findFreeSlot(schedule, await takenTimes(tx, post), nowMs);
}
