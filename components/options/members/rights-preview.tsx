import { useEffect, useId, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { MessageRequest } from '../../../lib/messages/protocol';
import { say } from '../../../lib/words/say';
import type { RightsChange } from '../../../lib/workspace/member-rights';
import { RightsGroups } from './rights-groups';

/** Somebody who chooses one thing after another is not asked about each. */
const QUIET_MS = 250;

interface RightsPreviewProps {
  readonly wished: MessageRequest<'members.preview'>['member'];
  readonly isNew: boolean;
}

/** Says before it is saved what a member gains and loses by it. */
export function RightsPreview({ wished, isNew }: RightsPreviewProps) {
  const [change, setChange] = useState<RightsChange>();
  const titleId = useId();
  const asked = JSON.stringify({ ...wished, name: '' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the wish, which is a new object at every drawing
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      ask('members.preview', { member: wished }).then(
        (answer) => isWanted && setChange(answer),
        // Whoever may not do it is told so by the form itself.
        () => isWanted && setChange(undefined),
      );
    }, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked]);
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
