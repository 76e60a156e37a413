import type { SessionView } from '../../../lib/messages/views';
import type { Decision, RoleModel } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { goTo } from '../route';
import { WorkspacePicture } from '../workspace-picture';

const MODEL_WORDS: Readonly<Record<RoleModel, string>> = {
  agency: words('Agency model: owner, admins, editors and clients'),
  enterprise: words('Enterprise model: administrators, teams and approval templates'),
};

interface IdentityPanelProps {
  readonly workspace: NonNullable<SessionView['workspace']>;
  /** Undefined until it is known. */
  readonly decision: Decision | undefined;
}

/** What the workspace is called, how it looks, and by which model its roles are. */
export function IdentityPanel({ workspace, decision }: IdentityPanelProps) {
  return (
    <section class="options-panel overview__identity" aria-labelledby="overview-name">
      <WorkspacePicture workspace={workspace} size="large" />
      <div class="overview__name">
        <h2 id="overview-name">
          <bdi>{workspace.name}</bdi>
        </h2>
        <p class="options-quiet">{say(MODEL_WORDS[workspace.roleModel])}</p>
      </div>
      {decision && (
        <DecisionButton decision={decision} onPress={() => goTo('#/overview/edit')}>
          {say('Name and picture')}
        </DecisionButton>
      )}
    </section>
  );
}
