import type { SessionView, WorkspaceView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { describeRole } from '../role-words';

interface MembersPanelProps {
  readonly view: WorkspaceView;
  readonly session: SessionView;
}

/** How many members there are with which role. Nothing for somebody who sees but themself. */
export function MembersPanel({ view, session }: MembersPanelProps) {
  const visible = new Set(view.members.map(({ id }) => id));
  const people = session.people.filter(({ id }) => visible.has(id));
  if (people.length < 2) return null;
  const roles = [...Map.groupBy(people, describeRole)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const suspended = people.filter((person) => person.suspended).length;
  return (
    <section class="options-panel" aria-labelledby="overview-members">
      <h2 id="overview-members">
        <a href="#/members">
          {say('{count, plural, one {One member} other {# members}}', { count: people.length })}
        </a>
      </h2>
      <dl class="overview__counts">
        {roles.map(([role, ofRole]) => (
          <div key={role}>
            <dt>{role}</dt>
            <dd>{ofRole.length}</dd>
          </div>
        ))}
      </dl>
      {suspended > 0 && (
        <p class="options-quiet">
          {say('{count, plural, one {One of them is suspended.} other {# of them are suspended.}}', {
            count: suspended,
          })}
        </p>
      )}
    </section>
  );
}
