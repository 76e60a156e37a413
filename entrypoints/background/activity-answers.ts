/**
 * The log of the workspace, as far as a member may see it. The rule, asked of the engine for each event:
 *
 * - What somebody did, they may read.
 * - An event of a post is for whoever may view the post; of one that is gone, for whoever may view other people's posts
 *   on its account.
 * - An event of an account, of a member or of both is for whoever may view them: an account, and a member of whom they
 *   see more than the name. A member who has left is viewed by whoever may change the workspace's settings.
 * - What is about none of these (teams, templates, roles, the workspace) is for whoever may change it, or the
 *   workspace's settings.
 *
 * Nothing else leaves the background. Where all of that holds for everything that there can be, nothing is looked at
 * one by one, and places in the log can be counted.
 */
import type { Answers } from '../../lib/messages/server';
import type { ActivityEvent, ExplainedEvent } from '../../lib/messages/views';
import { type Action, MemberId, type Resource, TeamId } from '../../lib/roles';
import { countEvents, isAnsweredByIndex, listEvents } from '../../lib/store/event-lists';
import { type EventGroup, findEventGroup } from '../../lib/workspace/event-groups';
import { postResource } from '../../lib/workspace/post-states';
import type { LogEvent, Post } from '../../lib/workspace/records';
import type { ReadTransaction } from '../../lib/workspace/transaction';
import type { BackgroundContext } from './background-context';
import { explainEvents } from './rule-words';
import { type ActingDirectory, readAsMember } from './session';
import { isKnownByNameAlone } from './workspace-answers';

/** No member's id: it stands for whoever else wrote a post. */
const SOMEBODY_ELSE = MemberId.parse('somebody-else');
const MAX_EXCERPT_LENGTH = 120;

/** By what an event is about that names no post, account or member: the right that shows it. */
const RIGHT_OF_GROUP: Partial<Record<EventGroup, Action>> = {
  teams: 'team.settings.edit',
  templates: 'approvalTemplate.view',
  roles: 'role.edit',
};

/** The log, a page at a time. */
export function answerActivity(
  background: BackgroundContext,
): Pick<Answers, 'activity.list' | 'activity.count'> {
  return {
    'activity.list': ({ filters, towards, from, skip, limit }) =>
      readAsMember(background, async (tx, directory) => {
        const posts = createPostReader(tx);
        const page = await listEvents(tx, {
          ...{ filters, towards, from, skip, limit },
          ...(!seesEverything(directory) && {
            findVisible: async (events) => {
              await posts.readAll(events);
              return events.filter((event) => maySee(event, posts.find(event), directory));
            },
          }),
        });
        await posts.readAll(page.events);
        const events = explainEvents(page.events, directory);
        return { ...page, events: events.map((event) => withExcerpt(event, posts.find(event))) };
      }),

    'activity.count': ({ filters }) =>
      readAsMember(background, async (tx, directory) =>
        isAnsweredByIndex(filters) && seesEverything(directory) ? countEvents(tx, filters) : null,
      ),
  };
}

function withExcerpt(event: ExplainedEvent, post: Post | undefined): ActivityEvent {
  return post ? { ...event, excerpt: excerptOf(post) } : event;
}

/** The beginning of a post, in one line. */
export function excerptOf({ text }: Pick<Post, 'text'>, maxLength = MAX_EXCERPT_LENGTH): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** The posts that events are about, each read once. */
function createPostReader(tx: ReadTransaction) {
  const posts = new Map<string, Post | undefined>();
  return {
    find: ({ postId }: LogEvent) => (postId === undefined ? undefined : posts.get(postId)),
    async readAll(events: readonly LogEvent[]): Promise<void> {
      const ids = new Set(events.flatMap(({ postId }) => (postId === undefined ? [] : [postId])));
      const unread = [...ids].filter((id) => !posts.has(id));
      const read = await Promise.all(unread.map((id) => tx.get('posts', id)));
      for (const [position, id] of unread.entries()) posts.set(id, read[position]);
    },
  };
}

/** Whether there can be no event that the member may not see. */
function seesEverything({ engine, me, members, accounts }: ActingDirectory): boolean {
  return (
    engine.can(me.id, 'workspace.settings.edit', { type: 'workspace' }) &&
    members.every(
      (member) =>
        !isKnownByNameAlone(member, me) &&
        engine.can(me.id, 'member.view', { type: 'member', id: member.id }),
    ) &&
    accounts.every(
      ({ id }) =>
        engine.can(me.id, 'account.view', { type: 'account', id }) &&
        engine.can(me.id, 'post.view', { type: 'post', accountId: id, authorId: SOMEBODY_ELSE }),
    )
  );
}

function maySee(event: LogEvent, post: Post | undefined, directory: ActingDirectory): boolean {
  const { engine, me, members } = directory;
  const may = (action: Action, resource: Resource) => engine.can(me.id, action, resource);
  const { actorId, postId, accountId, memberId } = event;
  if (actorId === me.id) return true;
  if (post) return may('post.view', postResource(post));
  if (postId !== undefined && accountId !== undefined)
    return may('post.view', { type: 'post', accountId, authorId: SOMEBODY_ELSE });
  const editsSettings = may('workspace.settings.edit', { type: 'workspace' });
  if (accountId === undefined && memberId === undefined) return editsSettings || mayChange(event, may);
  const member = members.find(({ id }) => id === memberId);
  const seesAccount = accountId === undefined || may('account.view', { type: 'account', id: accountId });
  const seesMember =
    memberId === undefined ||
    memberId === me.id ||
    (member
      ? !isKnownByNameAlone(member, me) && may('member.view', { type: 'member', id: memberId })
      : editsSettings);
  return seesAccount && seesMember;
}

function mayChange(
  { name, details: { teamId } }: LogEvent,
  may: (action: Action, resource: Resource) => boolean,
): boolean {
  const group = findEventGroup(name);
  const right = group && RIGHT_OF_GROUP[group];
  if (right === undefined) return false;
  const team = TeamId.safeParse(teamId);
  return may(right, team.success ? { type: 'team', id: team.data } : { type: 'workspace' });
}
