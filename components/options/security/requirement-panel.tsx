import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Decision, Role } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { CheckField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { ROLE_WORDS, ROLES_OF_MODEL } from '../role-words';
import { SubmittedForm } from '../submitted-form';
import { question, refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

/** Of which roles two-factor sign-in is required. Who may require it of nobody does not find it. */
export function RequirementPanel({ workspace }: { readonly workspace: WorkspaceNow }) {
  const { view, revision, reload } = workspace;
  const showToast = useToast();
  const [wanted, setWanted] = useState<Role>();
  const { errors, formRef, submit } = useSubmission({});
  const roles = view ? ROLES_OF_MODEL[view.workspace.roleModel] : [];
  const required = view?.settings.requireTwoFactor ?? [];
  const decisions = useDecisions(
    // What each switch would do next. That nobody may lock themself out is part of the answer.
    roles.map((role) => question('twoFactor.require', { role, required: !required.includes(role) })),
    revision,
  );
  const isOffered = decisions.some(isUpToThem);
  if (!view || !isOffered) return null;

  async function save(role: Role, isRequired: boolean): Promise<void> {
    try {
      await run('twoFactor.require', { role, required: isRequired });
      await reload();
      const name = say(ROLE_WORDS[role].label);
      showToast({
        text: isRequired
          ? say('Two-factor sign-in is required now. Role: {role}.', { role: name })
          : say('Two-factor sign-in is not required any more. Role: {role}.', { role: name }),
      });
    } finally {
      // Refused, the switch goes back to what holds.
      setWanted(undefined);
    }
  }

  return (
    <section class="options-panel" aria-labelledby="security-required">
      <h2 id="security-required">{say('Required of roles')}</h2>
      <p>
        {say(
          'Whoever has one of these roles and no two-factor sign-in can look at what they could before, and turn it on. Everything else is denied until then.',
        )}
      </p>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => {}}>
        {roles.map((role, position) => (
          <RoleSwitch
            key={role}
            role={role}
            isRequired={required.includes(role)}
            isUnderWay={wanted === role}
            decision={decisions[position]}
            members={view.members}
            onSwitch={(isRequired) => {
              setWanted(role);
              void submit(() => save(role, isRequired));
            }}
          />
        ))}
      </SubmittedForm>
    </section>
  );
}

/** Allowed, or refused for the one reason that somebody can mend alone: that they would lock themself out. */
function isUpToThem(decision: Decision | undefined): boolean {
  return decision?.allowed === true || decision?.rule.row === 'lockOut';
}

interface RoleSwitchProps {
  readonly role: Role;
  readonly isRequired: boolean;
  readonly isUnderWay: boolean;
  readonly decision: Decision | undefined;
  readonly members: readonly Member[];
  readonly onSwitch: (isRequired: boolean) => void;
}

function RoleSwitch(props: RoleSwitchProps) {
  const { role, isRequired, isUnderWay, decision, members, onSwitch } = props;
  const refusal = refusalIn(decision);
  const held = members.filter((member) => member.role === role && !member.suspended);
  const without = held.filter(({ twoFactor }) => !twoFactor).length;
  // Whoever may not switch it may not see everybody of the role either: what could be counted would not be all.
  const isCounted = isUpToThem(decision);
  return (
    <CheckField
      label={say(ROLE_WORDS[role].label)}
      name={`required-${role}`}
      checked={isUnderWay ? !isRequired : isRequired}
      refusal={refusal}
      {...(isCounted && { hint: countWords(held.length, without, isRequired) })}
      onChange={onSwitch}
    />
  );
}

function countWords(total: number, without: number, isRequired: boolean): string {
  if (total === 0) return say('Nobody has this role now.');
  if (without === 0)
    return say('{total, plural, one {The one who has this role has it on.} other {All # have it on.}}', {
      total,
    });
  return isRequired
    ? say(
        '{without, plural, one {# of {total} has it off, and can only look until it is on.} other {# of {total} have it off, and can only look until it is on.}}',
        { without, total },
      )
    : say(
        '{without, plural, one {# of {total} has it off, and could only look once it is required.} other {# of {total} have it off, and could only look once it is required.}}',
        { without, total },
      );
}
