import './done-step.css';
import type { ComponentChildren } from 'preact';
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
      title="You are ready"
      lead={
        <>
          <bdi>{session.workspace?.name}</bdi> is set up. From now on a post begins on whatever page you are
          reading:
        </>
      }
    >
      {!hasAccount && (
        <Callout tone="warning">
          <p>
            No account is connected yet, so there is nowhere to post.{' '}
            <a href="#/setup/account">Connect one</a> when you have its sign-in at hand.
          </p>
        </Callout>
      )}
      <section class="options-panel" aria-labelledby="done-ways">
        <h2 id="done-ways">Three ways to draft</h2>
        <ul class="done-step__ways">
          <Way title="Toolbar button" picture={<ToolbarPicture />}>
            Its badge counts the posts that await you. Pin it, if your browser hides it behind the puzzle
            piece.
          </Way>
          <Way title="Keyboard shortcut" picture={<ShortcutPicture shortcut={shortcut} />}>
            {shortcut === undefined ? 'Not set yet. ' : 'Drafts from the page in front of you. '}
            Change it under {shortcutSettingsPlace(services.browserName)}.
          </Way>
          <Way title="Context menu" picture={<ContextMenuPicture />}>
            Right-click a page, a selection, a link or an image; it is in the draft already.
          </Way>
        </ul>
      </section>
      <div class="setup__next">
        <Button look="primary" icon="write" onClick={() => services.openComposer()}>
          Draft your first post
        </Button>
        <a class="button" href="#/members">
          Go to your workspace
        </a>
      </div>
      <Callout tone="info" title="Before you share this browser">
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
