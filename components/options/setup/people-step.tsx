import './people-step.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { say, sayWith } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { presentAccounts } from '../accounts/present-accounts';
import { newMemberDraft } from '../members/member-draft';
import { MemberSummary } from '../members/member-summary';
import { useOptionsServices } from '../options-services';
import { goTo } from '../route';
import type { WorkspaceNow } from '../use-workspace';
import { MemberCard, type MemberCardHandle } from './member-card';
import { isBegun, type ReadyMember, readyMembers } from './ready-members';
import { SetupPage } from './setup-page';

/** Adds the people who draft and approve: an editor and a client are asked for, everybody else is welcome. */
export function PeopleStep({ workspace }: { readonly workspace: WorkspaceNow }) {
  const services = useOptionsServices();
  const { view, session, reload } = workspace;
  const accounts = presentAccounts(view);
  const members = view?.members ?? [];
  const [people, setPeople] = useState<readonly ReadyMember[]>(() => readyMembers(members, accounts));
  const cards = useRef(new Map<string, MemberCardHandle>());

  function change(key: string, changes: Partial<ReadyMember>): void {
    setPeople((now) => now.map((each) => (each.key === key ? { ...each, ...changes } : each)));
  }

  async function goOn(): Promise<void> {
    // What was filled in and not yet added is added now, one after another; the first that is refused keeps us here.
    for (const person of people.filter(isBegun)) {
      if (!(await cards.current.get(person.key)?.add())) return;
    }
    goTo('#/setup/done');
  }

  const others = members.filter(({ role }) => role !== 'owner');
  return (
    <SetupPage
      title={say('Add your people')}
      lead={say(
        'Who drafts, and who approves? Start with an editor and a client, or skip what you do not need: everything can be changed later.',
      )}
    >
      {accounts.length === 0 && (
        <Callout tone="info">
          <p>
            {sayWith<ComponentChildren>(
              'No account is connected yet. Members can be added now and given accounts later, or you can <link>connect one first</link>.',
              { link: (parts) => <a href="#/setup/account">{parts}</a> },
            )}
          </p>
        </Callout>
      )}
      {others.length > 0 && (
        <section class="options-panel" aria-labelledby="people-here">
          <h2 id="people-here">{say('In the workspace')}</h2>
          <ul class="people-step__list">
            {others.map((member) => (
              <li key={member.id}>
                <MemberSummary member={member} accounts={accounts} meId={session.me?.id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.map((person) => (
        <MemberCard
          key={person.key}
          person={person}
          accounts={accounts}
          onChange={(changes) => change(person.key, changes)}
          onAdded={async () => {
            await reload();
            setPeople((now) => now.filter(({ key }) => key !== person.key));
          }}
          handle={(handle) => {
            if (handle) cards.current.set(person.key, handle);
            else cards.current.delete(person.key);
          }}
        />
      ))}
      <div>
        <Button
          onClick={() =>
            setPeople((now) => [
              ...now,
              {
                key: services.newId(),
                draft: newMemberDraft('editor', accounts),
                isSkipped: false,
                takesFocus: true,
              },
            ])
          }
        >
          {say('Add another member')}
        </Button>
      </div>
      <div class="setup__next">
        <Button look="primary" onClick={() => void goOn()}>
          {people.some(isBegun) ? say('Add and continue') : say('Continue')}
        </Button>
      </div>
    </SetupPage>
  );
}
