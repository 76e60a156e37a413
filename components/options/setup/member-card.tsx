import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Role, RoleModel } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account, Team } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { FormError } from '../form-error';
import { toAddMemberArgs } from '../members/member-draft';
import { MemberFields, memberLabels } from '../members/member-fields';
import { useOptionsServices } from '../options-services';
import { focusPageHeading } from '../page-heading';
import { OFFERED_ROLES, ROLE_WORDS } from '../role-words';
import { SubmitButton } from '../submit-button';
import { useSubmission } from '../use-submission';
import type { ReadyMember } from './ready-members';

/** Nobody hands the ownership on before the workspace is set up. */
const ROLES: Readonly<Record<RoleModel, readonly Role[]>> = {
  agency: ['editor', 'client', 'admin'],
  enterprise: OFFERED_ROLES.enterprise,
};

export interface MemberCardHandle {
  /** Adds the person; false when they were refused, and the card then says why. */
  add(): Promise<boolean>;
}

interface MemberCardProps {
  readonly person: ReadyMember;
  readonly model: RoleModel;
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** Makes what has to be there before the member; false when that was refused, which is said elsewhere. */
  readonly prepare: () => Promise<boolean>;
  readonly onChange: (changes: Partial<ReadyMember>) => void;
  readonly onAdded: () => Promise<void>;
  /** Hands out what the step needs to add everybody at once, and takes it back when the card goes. */
  readonly handle: (handle: MemberCardHandle | undefined) => void;
}

/** One person to be added in the first run, or a line in their place once they were skipped. */
export function MemberCard(props: MemberCardProps) {
  const { person, model, accounts, teams, prepare, onChange, onAdded, handle } = props;
  const services = useOptionsServices();
  const memberId = useRef(services.newId());
  const { isBusy, errors, formRef, submit } = useSubmission(memberLabels());
  const titleId = useId();
  // "an editor": languages that need another form of it translate the sentences to do without.
  const one = say(ROLE_WORDS[person.draft.role].one);

  async function add(): Promise<boolean> {
    let isAdded = false;
    await submit(async () => {
      if (!(await prepare())) return;
      await run('member.add', toAddMemberArgs(person.draft, memberId.current));
      isAdded = true;
      await onAdded();
    });
    return isAdded;
  }

  const latestAdd = useRef(add);
  latestAdd.current = add;
  // biome-ignore lint/correctness/useExhaustiveDependencies: handed out once; it always adds what the card holds by then
  useEffect(() => {
    handle({ add: () => latestAdd.current() });
    return () => handle(undefined);
  }, []);

  const cardRef = useRef<HTMLDivElement>(null);
  const wasSkipped = useRef<boolean | undefined>(undefined);
  useLayoutEffect(() => {
    // What had the focus was taken away by the change: it goes to what came in its place.
    const isChange =
      wasSkipped.current === undefined ? person.takesFocus : wasSkipped.current !== person.isSkipped;
    wasSkipped.current = person.isSkipped;
    if (isChange) cardRef.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [person.isSkipped, person.takesFocus]);

  if (person.isSkipped) {
    return (
      <div class="setup__next" ref={cardRef}>
        <span class="options-quiet">{say('Not now: {one}', { one })}</span>
        <Button look="quiet" onClick={() => onChange({ isSkipped: false })}>
          {say('Add {one} after all', { one })}
        </Button>
      </div>
    );
  }
  return (
    <div ref={cardRef}>
      <form
        class="options-panel options-form"
        ref={formRef}
        noValidate
        aria-labelledby={titleId}
        onSubmit={(event) => {
          event.preventDefault();
          void add().then((isAdded) => isAdded && focusPageHeading());
        }}
      >
        <h2 id={titleId}>{say('Add {one}', { one })}</h2>
        <FormError errors={errors} />
        <MemberFields
          draft={person.draft}
          model={model}
          accounts={accounts}
          teams={teams}
          roles={ROLES[model].map((role) => ({ role }))}
          errors={errors}
          onChange={(draft) => onChange({ draft })}
        />
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} look="plain">
            {say('Add {role}', { role: say(ROLE_WORDS[person.draft.role].label).toLocaleLowerCase() })}
          </SubmitButton>
          <Button look="quiet" onClick={() => onChange({ isSkipped: true })}>
            {say('Skip')}
          </Button>
        </div>
      </form>
    </div>
  );
}
