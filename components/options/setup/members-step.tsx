import './members-step.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { RoleModel, TeamId } from '../../../lib/roles';
import { say, sayWith, words } from '../../../lib/words/say';
import type { Team } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { TextField } from '../../ui/field';
import { presentAccounts } from '../accounts/present-accounts';
import { MemberSummary } from '../members/member-summary';
import { useOptionsServices } from '../options-services';
import { goTo } from '../route';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { MemberCard, type MemberCardHandle } from './member-card';
import { isBegun, newReadyDraft, type ReadyMember, readyMembers } from './ready-members';
import { SetupPage } from './setup-page';

/** Marked words. */
const LEADS: Readonly<Record<RoleModel, string>> = {
  agency: words(
    'Who drafts, and who approves? Start with an editor and a client, or skip what you do not need: everything can be changed later.',
  ),
  enterprise: words(
    'Who drafts, and who approves? Start with an editor, who approves, and a content creator, who drafts, or skip what you do not need: everything can be changed later.',
  ),
};

/** Adds the members who draft and approve: one of each is asked for, everybody else is welcome. */
export function MembersStep({ workspace }: { readonly workspace: WorkspaceNow }) {
  const services = useOptionsServices();
  const { view, session, reload } = workspace;
  const model = session.workspace?.roleModel ?? 'agency';
  const accounts = presentAccounts(view);
  const members = view?.members ?? [];
  const firstTeam = useFirstTeam(workspace);
  const { teams } = firstTeam;
  const givable = { model, accounts, teams };
  const [ready, setReady] = useState<readonly ReadyMember[]>(() => readyMembers(members, givable));
  const cards = useRef(new Map<string, MemberCardHandle>());

  function change(key: string, changes: Partial<ReadyMember>): void {
    setReady((now) => now.map((each) => (each.key === key ? { ...each, ...changes } : each)));
  }

  async function goOn(): Promise<void> {
    // What was filled in and not yet added is added now, one after another; the first that is refused keeps us here.
    for (const person of ready.filter(isBegun)) {
      if (!(await cards.current.get(person.key)?.add())) return;
    }
    goTo('#/setup/done');
  }

  const others = members.filter(({ id }) => id !== session.me?.id);
  return (
    <SetupPage title={say('Add your members')} lead={say(LEADS[model])}>
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
        <section class="options-panel" aria-labelledby="members-here">
          <h2 id="members-here">{say('In the workspace')}</h2>
          <ul class="members-step__list">
            {others.map((member) => (
              <li key={member.id}>
                <MemberSummary member={member} accounts={accounts} teams={teams} meId={session.me?.id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {firstTeam.field}
      {ready.map((person) => (
        <MemberCard
          key={person.key}
          person={person}
          model={model}
          accounts={accounts}
          teams={teams}
          prepare={firstTeam.make}
          onChange={(changes) => change(person.key, changes)}
          onAdded={async () => {
            await reload();
            setReady((now) => now.filter(({ key }) => key !== person.key));
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
            setReady((now) => [
              ...now,
              {
                key: services.newId(),
                draft: newReadyDraft('editor', givable),
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
          {ready.some(isBegun) ? say('Add and continue') : say('Continue')}
        </Button>
      </div>
    </SetupPage>
  );
}

interface FirstTeam {
  /** The teams that members can be put on; in the enterprise model at least the one that is about to be made. */
  readonly teams: readonly Team[];
  /** Asks for its name; nothing once there is a team, or where the model has none. */
  readonly field: ComponentChildren;
  /** Makes it, unless it is there. False when it was refused; the field then says why. */
  readonly make: () => Promise<boolean>;
}

/** In the enterprise model everybody but administrators is on a team: the first is made with its first member. */
function useFirstTeam({ view, session, reload }: WorkspaceNow): FirstTeam {
  const services = useOptionsServices();
  const newId = useRef(services.newId() as TeamId);
  const [name, setName] = useState(session.workspace?.name ?? '');
  const isMade = useRef(false);
  const { errors, formRef, submit } = useSubmission({ name: say('Team name') });
  if (session.workspace?.roleModel !== 'enterprise')
    return { teams: [], field: undefined, make: async () => true };
  const present = view?.teams ?? [];
  if (present.length > 0) return { teams: present, field: undefined, make: async () => true };
  const team: Team = {
    id: newId.current,
    name: name.trim() || say('Your first team'),
    accountIds: presentAccounts(view).map(({ id }) => id),
  };
  return {
    teams: [team],
    field: (
      <SubmittedForm formRef={formRef} errors={errors} isPanel onSubmit={() => void make()}>
        <TextField
          label={say('Team name')}
          name="team-name"
          value={name}
          onInput={setName}
          hint={say(
            'Members work in teams, each with accounts of its own. Your first team gets every account that is connected; it is made with its first member.',
          )}
          error={errors.fields.name}
        />
      </SubmittedForm>
    ),
    make,
  };

  async function make(): Promise<boolean> {
    await submit(async () => {
      if (isMade.current) return;
      await run('team.create', { teamId: team.id, name, accountIds: [...team.accountIds] });
      isMade.current = true;
      await reload();
    });
    return isMade.current;
  }
}
