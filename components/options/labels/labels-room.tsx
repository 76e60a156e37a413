import './labels-room.css';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { DeleteLabelDialog, MergeLabelDialog, RenameLabelDialog } from './label-dialogs';
import { LabelsPanel } from './labels-panel';
import { DeleteTextDialog, TextDialog } from './text-dialogs';
import { TextsPanel } from './texts-panel';

/** What is put on posts of social sites, and what is put into posts of ours. */
export function LabelsRoom({ route, workspace }: RoomProps) {
  const { value: labels, ...ofLabels } = useAnswer('labels.list', {}, workspace.revision);
  const { value: texts, ...ofTexts } = useAnswer('texts.list', {}, workspace.revision);
  const failure = ofLabels.failure ?? ofTexts.failure;
  const { deed, target } = route;
  const rights = workspace.view?.rights;
  const label = labels?.find(({ id }) => id === target);
  const text = texts?.texts.find(({ id }) => id === target);
  const dialog = { reload: workspace.reload, onClose: () => goToInstead('#/labels') };
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Labels and texts')}</PageHeading>
      </div>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {rights && labels && workspace.session.workspace?.roleModel === 'enterprise' && (
        <LabelsPanel labels={labels} rights={rights} reload={workspace.reload} />
      )}
      {texts && <TextsPanel view={texts} />}
      {rights && labels && label && deed === 'rename' && (
        <RenameLabelDialog key={label.id} label={label} labels={labels} rights={rights} {...dialog} />
      )}
      {rights && labels && label && deed === 'merge' && (
        <MergeLabelDialog key={label.id} label={label} labels={labels} rights={rights} {...dialog} />
      )}
      {rights && label && deed === 'delete' && (
        <DeleteLabelDialog key={label.id} label={label} rights={rights} {...dialog} />
      )}
      {texts && deed === 'new-text' && <TextDialog decision={texts.use} {...dialog} />}
      {text && deed === 'edit-text' && (
        <TextDialog key={text.id} text={text} decision={text.edit} {...dialog} />
      )}
      {text && deed === 'delete-text' && <DeleteTextDialog key={text.id} text={text} {...dialog} />}
    </>
  );
}
