import { say } from '../../lib/words/say';
import './options.css';
import { useEffect } from 'preact/hooks';
import { Button } from '../ui/button';
import { Callout } from '../ui/callout';
import { LockedScreen } from '../ui/locked-screen';
import { ToastContext, ToastRegion, useToastState } from '../ui/toast';
import { Administration } from './administration';
import { type OptionsServices, OptionsServicesContext } from './options-services';
import { ROOM_DEFINITIONS } from './rooms';
import { goToInstead, type Route, useRoute } from './route';
import { Setup } from './setup/setup';
import { stepToResume } from './setup/setup-step';
import { useWorkspace, type WorkspaceNow } from './use-workspace';

/** The whole options page: the first run, and the administration afterwards. */
export function Options({ services }: { readonly services: OptionsServices }) {
  const [toast, showToast] = useToastState();
  return (
    <OptionsServicesContext.Provider value={services}>
      <ToastContext.Provider value={showToast}>
        <OptionsContent services={services} />
        <div class="options-toasts">
          <ToastRegion toast={toast} onClose={() => showToast(undefined)} />
        </div>
      </ToastContext.Provider>
    </OptionsServicesContext.Provider>
  );
}

function OptionsContent({ services }: { readonly services: OptionsServices }) {
  const workspace = useWorkspace();
  const named = useRoute();
  const route = workspace.status === 'ready' ? routeFor(named, workspace, services) : undefined;
  const isMeant = route === undefined || route === named;

  useEffect(() => {
    if (!isMeant && route) goToInstead(hashOf(route));
  }, [isMeant, route]);

  if (workspace.status === 'loading') {
    return (
      <main class="options-waiting" aria-busy="true">
        <h1 class="visually-hidden">Countersign</h1>
      </main>
    );
  }
  if (workspace.status === 'failed') {
    return (
      <main class="options-waiting">
        <h1>{say('Countersign could not read your workspace')}</h1>
        <Callout tone="danger" announced>
          <p>{workspace.reason}</p>
        </Callout>
        <div>
          <Button look="primary" onClick={() => void workspace.reload()}>
            {say('Try again')}
          </Button>
        </div>
      </main>
    );
  }
  const { workspace: facts, locked, people } = workspace.session;
  if (locked) {
    return (
      <div class="options-page">
        <LockedScreen
          workspaceName={facts?.name ?? ''}
          locked={locked}
          people={people}
          onActed={workspace.reload}
        />
      </div>
    );
  }
  if (route?.room === 'setup') return <Setup step={route.step} workspace={workspace} />;
  return <Administration route={route ?? { room: 'overview' }} workspace={workspace} />;
}

/** Where somebody is shown: where the address says, unless the workspace is not that far or nothing was said. */
function routeFor(named: Route | undefined, workspace: WorkspaceNow, services: OptionsServices): Route {
  const { session } = workspace;
  const isFirst: Route = { room: 'setup', step: 'workspace' };
  if (!session.workspace) return named?.room === 'setup' && named.step === 'workspace' ? named : isFirst;
  // A room that the one at the browser has no business with is not there, whoever linked to it.
  if (named && named.room !== 'setup' && !ROOM_DEFINITIONS[named.room].isOffered(workspace))
    return { room: 'overview' };
  if (named) return named;
  const step = stepToResume(session, services.recallSetup());
  return step ? { room: 'setup', step } : { room: 'overview' };
}

function hashOf(route: Route): string {
  return route.room === 'setup' ? `#/setup/${route.step}` : `#/${route.room}`;
}
