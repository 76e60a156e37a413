import './done-step.css';
import type { ComponentChildren } from 'preact';
import { say, sayWith } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { useOptionsServices } from '../options-services';
import { PlainSentence } from '../plain-sentence';
import { shortcutSettingsPlace, useDraftShortcut } from '../use-draft-shortcut';
import type { WorkspaceNow } from '../use-workspace';
import { ContextMenuPicture, ShortcutPicture, ToolbarPicture } from './pictures';
import { SetupPage } from './setup-page';

/** The end of the first run: three ways to draft, and what roles are worth here. */
export function DoneStep({ workspace }: { readonly workspace: WorkspaceNow }) {
  const services = useOptionsServices();
  const shortcut = useDraftShortcut();
  const { session } = workspace;
  const hasAccount = session.accounts.some(({ removed }) => !removed);
  return (
    <SetupPage
      title={say('You are ready')}
      lead={sayWith('{workspace} is set up. From now on a post begins on whatever page you are reading:', {
        workspace: <bdi>{session.workspace?.name}</bdi>,
      })}
    >
      {!hasAccount && (
        <Callout tone="warning">
          <p>
            {sayWith<ComponentChildren>(
              'No account is connected yet, so there is nowhere to post. <link>Connect one</link> when you have its sign-in at hand.',
              { link: (parts) => <a href="#/setup/account">{parts}</a> },
            )}
          </p>
        </Callout>
      )}
      <section class="options-panel" aria-labelledby="done-ways">
        <h2 id="done-ways">{say('Three ways to draft')}</h2>
        <ul class="done-step__ways">
          <Way title={say('Toolbar button')} picture={<ToolbarPicture />}>
            {say(
              'Its badge counts the posts that await you. Pin it, if your browser hides it behind the puzzle piece.',
            )}
          </Way>
          <Way title={say('Keyboard shortcut')} picture={<ShortcutPicture shortcut={shortcut} />}>
            {shortcut === undefined ? say('Not set yet.') : say('Drafts from the page in front of you.')}{' '}
            {say('Change it under {place}.', { place: shortcutSettingsPlace(services.browserName) })}
          </Way>
          <Way title={say('Context menu')} picture={<ContextMenuPicture />}>
            {say('Right-click a page, a selection, a link or an image; it is in the draft already.')}
          </Way>
        </ul>
      </section>
      <div class="setup__next">
        <Button look="primary" icon="write" onClick={() => services.openComposer()}>
          {say('Draft your first post')}
        </Button>
        <a class="button" href="#/members">
          {say('Go to your workspace')}
        </a>
      </div>
      <Callout tone="info" title={say('Before you share this browser')}>
        <PlainSentence />
      </Callout>
    </SetupPage>
  );
}

function Way(props: {
  readonly title: string;
  readonly picture: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { title, picture, children } = props;
  return (
    <li class="done-step__way">
      <div class="done-step__picture" aria-hidden="true">
        {picture}
      </div>
      <h3>{title}</h3>
      <p>{children}</p>
    </li>
  );
}
