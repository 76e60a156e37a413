import type { JSX } from 'preact';
import type { MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { SelectField } from '../../ui/field';
import { describeRole } from '../role-words';
import { goToInstead } from '../route';
import type { RolesPartProps } from './roles-room';

/** The member that the address names, or the first of those that may be looked at. */
export function findChosenMember({ view, route }: RolesPartProps): MemberId | undefined {
  return view.viewableIds.find((id) => id === route.target) ?? view.viewableIds[0];
}

/** Whose point of view it is; the choice stands in the address. */
export function MemberChoice(props: RolesPartProps & { readonly deed: 'view' | 'why' }): JSX.Element | null {
  const { view, workspace, deed } = props;
  const chosen = findChosenMember(props);
  if (chosen === undefined) return null;
  const people = workspace.session.people.filter(({ id }) => view.viewableIds.includes(id));
  return (
    <SelectField
      label={say('Member')}
      name="member"
      value={chosen}
      choices={people.map((person) => ({
        value: person.id,
        label: say('{name} ({role})', { name: person.name, role: describeRole(person) }),
      }))}
      onChange={(id) => goToInstead(`#/roles/${id}/${deed}`)}
    />
  );
}
