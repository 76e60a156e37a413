import type { AdAccountsView, AdAccountView } from '../../../lib/messages/team-views';
import { say, sayList } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { DecisionButton } from '../../ui/decision-button';
import { goTo } from '../route';
import { nameOfMember } from '../teams/team-words';
import type { WorkspaceNow } from '../use-workspace';
import { AD_ROLE_WORDS, AD_ROLES, adAccountAbout } from './ad-account-words';

interface AdAccountCardProps {
  readonly view: AdAccountView;
  readonly all: AdAccountsView;
  readonly workspace: WorkspaceNow;
}

/** One ad account: whose it is, and who is what in it. */
export function AdAccountCard({ view: { adAccount, remove }, all, workspace }: AdAccountCardProps) {
  const { id, name, network, teamId } = adAccount;
  const team = all.teams.find((each) => each.id === teamId)?.name;
  const held = all.roles.filter(({ adAccountId }) => adAccountId === id);
  const rungs = AD_ROLES.filter((role) => role !== 'none').map((role) => ({
    role,
    names: held.filter((each) => each.role === role).map(({ memberId }) => nameOfMember(workspace, memberId)),
  }));
  return (
    <section class="options-panel" aria-labelledby={`ad-account-${id}`}>
      <div class="options-panel__head">
        <div>
          <h2 id={`ad-account-${id}`}>
            <bdi>{name}</bdi>
          </h2>
          <p class="options-quiet">
            {adAccountAbout(network, teamId === undefined ? undefined : (team ?? '…'))}
          </p>
        </div>
        <div class="options-deeds">
          <Button
            aria-label={say('Roles in {name}', { name })}
            onClick={() => goTo(`#/adAccounts/${id}/roles`)}
          >
            {say('Roles')}
          </Button>
          <DecisionButton
            decision={remove}
            look="quiet"
            label={say('Remove {name}', { name })}
            onPress={() => goTo(`#/adAccounts/${id}/remove`)}
          >
            {say('Remove')}
          </DecisionButton>
        </div>
      </div>
      <dl class="ad-account-card__roles">
        {rungs
          .filter(({ names }) => names.length > 0)
          .map(({ role, names }) => (
            <div key={role}>
              <dt>{say(AD_ROLE_WORDS[role].label)}</dt>
              <dd>
                <bdi>{sayList(names)}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {held.length === 0 && <p class="options-quiet">{say('Nobody has a role in it yet.')}</p>}
    </section>
  );
}
