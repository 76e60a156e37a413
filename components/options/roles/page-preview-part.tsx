import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ButtonAnswer, PostAction, PostButtons } from '../../../lib/messages/page-views';
import type { ViewAsView } from '../../../lib/messages/role-views';
import { say, words } from '../../../lib/words/say';
import { drawInto } from '../../page/draw-into';
import { DrawnPostButtons } from '../../page/post-buttons';
import { OwnPostSheet } from '../../page/post-sheet';
import { SelectField } from '../../ui/field';
import { refusalOf } from '../../ui/refusal-of';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';

/** What a site's page draws for a member: on a post of an account of the workspace, and on anybody else's. */
export function PagePreviewPart({ shown }: { readonly shown: ViewAsView }): JSX.Element {
  const { pages, session } = shown;
  const [chosen, setChosen] = useState(pages[0]?.accountId ?? '');
  const page = pages.find(({ accountId }) => accountId === chosen);
  if (!page) return <p class="options-quiet">{say('None: there is no account to draw them for.')}</p>;
  const handleOf = (id: string) => `@${session.accounts.find((each) => each.id === id)?.handle ?? id}`;
  return (
    <>
      {pages.length > 1 && (
        <SelectField
          label={say('On posts of')}
          name="page-account"
          value={chosen}
          choices={pages.map(({ accountId }) => ({ value: accountId, label: handleOf(accountId) }))}
          onChange={setChosen}
        />
      )}
      <PreviewedSitePost key={`own ${chosen}`} author={handleOf(chosen)} own={page.own} shown={shown} />
      <PreviewedSitePost
        key={`others ${chosen}`}
        author={say('Anybody else')}
        own={page.others}
        shown={shown}
      />
    </>
  );
}

/** A post of a site, drawn plainly, with the very buttons that the site's page gets. */
function PreviewedSitePost(props: {
  readonly author: string;
  readonly own: PostButtons;
  readonly shown: ViewAsView;
}): JSX.Element {
  const { author, own, shown } = props;
  const { nowMs } = useOptionsServices();
  const showToast = useToast();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!place.current) return undefined;
    const isPreview = say('This is a preview: nothing was done.');
    const buttons = new DrawnPostButtons(document, {
      share: async () => isPreview,
      isSamePost: () => true,
      act: () => showToast({ text: isPreview }),
      drawSheet: async (sheet, sheetProps) => drawInto(sheet, <OwnPostSheet {...sheetProps} />),
      nowMs,
    });
    buttons.reserve(own.post === undefined ? 1 : 2);
    buttons.putInto({ parent: place.current, before: null, slot: '' });
    const workspaceName = shown.session.workspace?.name ?? '';
    buttons.show({ workspaceName, share: shown.share }, own);
    return () => buttons.remove();
  }, [own, shown, showToast, nowMs]);

  return (
    <div class="view-as__site-post">
      <bdi class="view-as__site-author">{author}</bdi>
      <span class="view-as__site-text" aria-hidden="true" />
      <div class="view-as__site-buttons" ref={place} />
      <ul class="view-as__site-answers">
        <AnswerInWords deed={say('Draft from this post')} answer={shown.share} />
        {Object.entries(own.buttons).map(([action, answer]) => (
          <AnswerInWords key={action} deed={say(ACTION_WORDS[action as PostAction])} answer={answer} />
        ))}
      </ul>
    </div>
  );
}

const ACTION_WORDS: Readonly<Record<PostAction, string>> = {
  approve: words('Approve'),
  decline: words('Decline'),
  label: words('Put labels on it'),
  note: words('Write notes on it'),
  recordPosted: words('Note it as posted'),
};

/** What a button does, or why it is greyed: the drawn ones say it when somebody points at them. */
function AnswerInWords(props: { readonly deed: string; readonly answer: ButtonAnswer }): JSX.Element {
  const { deed, answer } = props;
  return (
    <li data-allowed={answer.allowed}>
      {answer.allowed
        ? say('{deed}: works', { deed })
        : say('{deed}: greyed. {refusal}', { deed, refusal: refusalOf(answer) })}
    </li>
  );
}
