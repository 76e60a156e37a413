import './setup.css';
import { useEffect } from 'preact/hooks';
import { say, words } from '../../../lib/words/say';
import { Steps } from '../../ui/steps';
import { presentAccounts } from '../accounts/present-accounts';
import { Brand } from '../brand';
import { useOptionsServices } from '../options-services';
import type { WorkspaceNow } from '../use-workspace';
import { AccountStep } from './account-step';
import { DoneStep } from './done-step';
import { MembersStep } from './members-step';
import { SETUP_FINISHED, SETUP_STEPS, type SetupStep } from './setup-step';
import { WorkspaceStep } from './workspace-step';

const STEP_NAMES: Readonly<Record<SetupStep, string>> = {
  workspace: words('Your workspace'),
  account: words('Your account'),
  members: words('Your members'),
  done: words('Ready'),
};

interface SetupProps {
  readonly step: SetupStep;
  readonly workspace: WorkspaceNow;
}

/** The first run: four steps, each saved when it is left, so that the page can be closed at any of them. */
export function Setup({ step, workspace }: SetupProps) {
  const services = useOptionsServices();
  const hasWorkspace = workspace.session.workspace !== undefined;

  useEffect(() => {
    // Whoever comes back to a step after the end looks something up; they have nothing to resume.
    if (hasWorkspace && services.recallSetup() !== SETUP_FINISHED) {
      services.rememberSetup(step === 'done' ? SETUP_FINISHED : step);
    }
    document.title = `${say(STEP_NAMES[step])} · Countersign`;
  }, [hasWorkspace, step, services]);

  const isDone: Readonly<Record<SetupStep, boolean>> = {
    workspace: hasWorkspace,
    account: presentAccounts(workspace.view).length > 0,
    members: workspace.session.people.length > 1,
    done: false,
  };
  const steps = SETUP_STEPS.map((id) => ({
    id,
    label: say(STEP_NAMES[id]),
    state: id === step ? ('current' as const) : isDone[id] ? ('done' as const) : ('coming' as const),
    href: hasWorkspace ? `#/setup/${id}` : undefined,
  }));
  return (
    <div class="options-page setup">
      <header class="setup__aside">
        <Brand />
        <Steps label={say('Setting up')} steps={steps} />
        <p class="setup__promise">
          {say(
            'Everything stays in this browser. Each step is saved as you go; you can close this page at any time.',
          )}
        </p>
      </header>
      <main class="setup__main">
        {step === 'workspace' && <WorkspaceStep workspace={workspace} />}
        {step === 'account' && <AccountStep workspace={workspace} />}
        {step === 'members' && <MembersStep workspace={workspace} />}
        {step === 'done' && <DoneStep workspace={workspace} />}
      </main>
    </div>
  );
}
