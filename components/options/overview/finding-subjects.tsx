import type { FindingView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import type { WorkspaceNow } from '../use-workspace';

/** As many as a sentence names. */
const MAX_LINKS = 4;

interface FindingSubjectsProps {
  readonly finding: FindingView;
  readonly workspace: WorkspaceNow;
}

/** Links to what a finding is about, as far as it is still there. */
export function FindingSubjects({ finding, workspace: { session, view } }: FindingSubjectsProps) {
  const { memberIds, accountIds } = finding;
  const members = view?.members.filter(({ id }) => memberIds.includes(id)) ?? [];
  const accounts = session.accounts.filter(({ id, removed }) => !removed && accountIds.includes(id));
  const links = [
    ...members.map(({ id, name }) => ({ href: `#/members/${id}/edit`, text: name })),
    ...accounts.map(({ id, handle }) => ({ href: `#/accounts/${id}/settings`, text: `@${handle}` })),
    ...(finding.teamIds.length > 0 ? [{ href: '#/teams', text: say('Teams') }] : []),
    ...(finding.templateIds.length > 0 ? [{ href: '#/templates', text: say('Approval templates') }] : []),
    ...(finding.roleIds.length > 0 ? [{ href: '#/roles', text: say('Roles') }] : []),
  ];
  if (links.length === 0) return null;
  return (
    <p class="overview__subjects">
      {links.slice(0, MAX_LINKS).map(({ href, text }) => (
        <a key={href} href={href}>
          <bdi>{text}</bdi>
        </a>
      ))}
    </p>
  );
}
