import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Decision, Settings } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { CheckField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { SubmittedForm } from '../submitted-form';
import { refusalIn } from '../use-decisions';
import { useSubmission } from '../use-submission';

interface ApprovalPanelProps {
  readonly settings: Settings;
  readonly decision: Decision;
  readonly reload: () => Promise<void>;
}

/** Who may approve what, beyond the roles. It is saved when it is switched. */
export function ApprovalPanel({ settings, decision, reload }: ApprovalPanelProps) {
  const showToast = useToast();
  const [wanted, setWanted] = useState<boolean>();
  const { errors, formRef, submit } = useSubmission({});

  async function save(separationOfDuties: boolean): Promise<void> {
    try {
      await run('workspace.settings.edit', { separationOfDuties });
      await reload();
      showToast({
        text: separationOfDuties
          ? say('Nobody approves their own posts now.')
          : say('Separation of duties is off now.'),
      });
    } finally {
      // Refused, the switch goes back to what holds.
      setWanted(undefined);
    }
  }

  return (
    <section class="options-panel" aria-labelledby="workspace-approval">
      <h2 id="workspace-approval">{say('Approval')}</h2>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => {}}>
        <CheckField
          label={say('Separation of duties')}
          name="separation-of-duties"
          hint={say('Nobody approves their own posts, owners and admins included: somebody else has to.')}
          checked={wanted ?? settings.separationOfDuties}
          refusal={refusalIn(decision)}
          onChange={(checked) => {
            setWanted(checked);
            void submit(() => save(checked));
          }}
        />
      </SubmittedForm>
    </section>
  );
}
