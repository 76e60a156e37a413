import { useId } from 'preact/hooks';
import type { MessageRequest } from '../../../lib/messages/protocol';
import { say } from '../../../lib/words/say';
import type { RightsChange } from '../../../lib/workspace/member-rights';
import { useAnswer } from '../use-answer';
import { RightsGroups } from './rights-groups';

interface RightsPreviewProps {
  readonly wished: MessageRequest<'members.preview'>['member'];
  readonly isNew: boolean;
}

/** Says before it is saved what a member gains and loses by it. */
export function RightsPreview({ wished, isNew }: RightsPreviewProps) {
  const titleId = useId();
  // A name gives nobody a right: it is not asked about while it is typed. Whoever may not do it is told so by the form.
  const { value: change } = useAnswer('members.preview', { member: { ...wished, name: '…' } });
  if (!change || (change.gains.length === 0 && change.loses.length === 0)) return null;
  if (isNew) {
    return (
      <details class="rights-change">
        <summary>{say('What they will be able to do')}</summary>
        <RightsGroups groups={change.gains} />
      </details>
    );
  }
  return (
    <section class="rights-change" aria-labelledby={titleId} data-rights-change>
      <h3 class="rights-change__title" id={titleId}>
        {say('What changes when you save')}
      </h3>
      <div class="rights-change__sides">
        <Side name={say('Gains')} side="gains" change={change} />
        <Side name={say('Loses')} side="loses" change={change} />
      </div>
    </section>
  );
}

function Side(props: {
  readonly name: string;
  readonly side: keyof RightsChange;
  readonly change: RightsChange;
}) {
  const { name, side, change } = props;
  if (change[side].length === 0) return null;
  return (
    <div class="rights-change__side" data-side={side}>
      <h4 class="rights-change__side-name">{name}</h4>
      <RightsGroups groups={change[side]} />
    </div>
  );
}
