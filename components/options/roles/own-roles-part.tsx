import type { JSX } from 'preact';
import { run } from '../../../lib/messages/client';
import type { CustomRoleView } from '../../../lib/messages/role-views';
import { say, sayList } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { useToast } from '../../ui/toast';
import { RemovalDialog } from '../removal-dialog';
import { describeRole } from '../role-words';
import { goTo, goToInstead } from '../route';
import { question, useDecisions } from '../use-decisions';
import type { RolesPartProps } from './roles-room';

/** The roles of the workspace's own: what each copies, who made it, who has it. */
export function OwnRolesPart({ view, route, workspace }: RolesPartProps): JSX.Element {
  const { view: now, revision, reload, session } = workspace;
  const showToast = useToast();
  const roles = view.customRoles;
  const removals = useDecisions(
    roles.map(({ role }) => question('role.remove', { roleId: role.id })),
    revision,
  );
  const edits = useDecisions(
    roles.map(({ role: { madeBy: _madeBy, revision: _revision, ...role } }) =>
      question('role.save', { role }),
    ),
    revision,
  );
  const removed = route.deed === 'remove' ? roles.findIndex(({ role }) => role.id === route.target) : -1;
  const removedRole = roles[removed];
  const close = () => goToInstead('#/roles/own');

  async function remove({ role }: CustomRoleView): Promise<void> {
    await run('role.remove', { roleId: role.id });
    await reload();
    close();
    showToast({ text: say('The role {name} was removed.', { name: role.name }) });
  }

  return (
    <section class="roles-section">
      <p class="options-lead">
        {say(
          'A role of your own copies a built-in one, with single permissions switched on or off. It never gives more than whoever saved it holds.',
        )}
      </p>
      {now && (
        <div>
          <DecisionButton
            decision={now.rights['role.edit']}
            look="primary"
            onPress={() => goTo('#/roles/add')}
          >
            {say('Make a role')}
          </DecisionButton>
        </div>
      )}
      {roles.length === 0 ? (
        <p class="options-quiet">{say('There is none yet.')}</p>
      ) : (
        <ul class="own-roles">
          {roles.map((own, position) => {
            const { role } = own;
            const edit = edits[position];
            const removal = removals[position];
            return (
              <li key={role.id}>
                <div class="own-roles__role">
                  <h2>
                    <bdi>{role.name}</bdi>
                  </h2>
                  <p class="options-quiet">{describeOwnRole(own)}</p>
                  <p class="options-quiet">
                    {own.holderIds.length === 0
                      ? say('Nobody has it.')
                      : say('{names} {count, plural, one {has} other {have}} it.', {
                          names: sayList(
                            own.holderIds.map(
                              (id) => session.people.find((each) => each.id === id)?.name ?? id,
                            ),
                          ),
                          count: own.holderIds.length,
                        })}
                  </p>
                </div>
                <div class="own-roles__deeds">
                  {edit && (
                    <>
                      <DecisionButton
                        decision={edit}
                        label={say('Edit {name}', { name: role.name })}
                        onPress={() => goTo(`#/roles/${role.id}/edit`)}
                      >
                        {say('Edit')}
                      </DecisionButton>
                      <DecisionButton
                        decision={edit}
                        look="quiet"
                        label={say('Duplicate {name}', { name: role.name })}
                        onPress={() => goTo(`#/roles/${role.id}/duplicate`)}
                      >
                        {say('Duplicate')}
                      </DecisionButton>
                    </>
                  )}
                  {removal && (
                    <DecisionButton
                      decision={removal}
                      look="quiet"
                      label={say('Remove {name}', { name: role.name })}
                      onPress={() => goTo(`#/roles/${role.id}/remove`)}
                    >
                      {say('Remove')}
                    </DecisionButton>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {removedRole && (
        <RemovalDialog
          title={say('Remove {name}', { name: removedRole.role.name })}
          decision={removals[removed]}
          onRemove={() => remove(removedRole)}
          onClose={close}
        >
          <p>{say('The role goes for good. Nobody has it, so nobody gains or loses anything.')}</p>
        </RemovalDialog>
      )}
    </section>
  );
}

function describeOwnRole({ role, makerName }: CustomRoleView): string {
  const { basedOn, clientAccess, switched } = role;
  const values = {
    base: describeRole({ role: basedOn, clientAccess }),
    maker: makerName,
    on: Object.values(switched).filter((isOn) => isOn).length,
    off: Object.values(switched).filter((isOn) => !isOn).length,
  };
  return say('Based on {base}: {on} switched on, {off} switched off. Saved last by {maker}.', values);
}
