import type { AwaitingView, OverviewView, SessionView } from '../../../lib/messages/views';
import { say, words } from '../../../lib/words/say';
import { RelativeTime } from '../../ui/relative-time';
import { useOptionsServices } from '../options-services';

/** Of the agency model; other steps have a name that somebody gave them. */
const STEP_WORDS: Readonly<Record<string, string>> = {
  team: words('waits for the team'),
  client: words('waits for the client'),
  /** The step of a post without a template. */
  approval: words('waits for approval'),
};

interface AwaitingPanelProps {
  /** Undefined until it was read. */
  readonly overview: OverviewView | undefined;
  readonly session: SessionView;
}

/** What awaits an approval, whosever it is: what waits longest first. */
export function AwaitingPanel({ overview, session }: AwaitingPanelProps) {
  return (
    <section class="options-panel" aria-labelledby="overview-awaiting" aria-busy={!overview}>
      <h2 id="overview-awaiting">{say('Awaiting approval')}</h2>
      {overview && overview.awaitingCount === 0 && (
        <p class="options-quiet">{say('No post is waiting for an approval.')}</p>
      )}
      {overview && overview.awaitingCount > 0 && (
        <>
          <ul class="overview__list">
            {overview.awaiting.map((post) => (
              <AwaitingPost key={post.postId} post={post} session={session} />
            ))}
          </ul>
          {overview.awaitingCount > overview.awaiting.length && (
            <p class="options-quiet">
              {say('These wait longest, of {count} posts in approval.', {
                count: overview.awaitingCount,
              })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function AwaitingPost({ post, session }: { readonly post: AwaitingView; readonly session: SessionView }) {
  const services = useOptionsServices();
  const author = session.people.find(({ id }) => id === post.authorId)?.name ?? say('A former member');
  const handle = session.accounts.find(({ id }) => id === post.accountId)?.handle;
  const account = handle === undefined ? say('an account') : `@${handle}`;
  const step = STEP_WORDS[post.step];
  return (
    <li class="overview__awaiting">
      <button class="overview__link" type="button" onClick={() => services.openPost(post.postId)}>
        <bdi>{post.excerpt === '' ? say('A post without text') : post.excerpt}</bdi>
      </button>
      <span class="options-quiet">
        {say('{author} on {account}', { author, account })}
        {' · '}
        {step === undefined ? say('waits at the step “{step}”', { step: post.step }) : say(step)}
        {' · '}
        <RelativeTime atMs={post.sinceMs} nowMs={services.nowMs()} />
      </span>
    </li>
  );
}
