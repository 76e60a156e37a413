import { useEffect, useRef, useState } from 'preact/hooks';
import { describeFailure } from '../../../lib/messages/message-failed';
import { say } from '../../../lib/words/say';
import type { EventFilters } from '../../../lib/workspace/event-filters';
import { Button } from '../../ui/button';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import type { EventNames } from './event-sentences';
import { type ExportFormat, exportActivity } from './export-activity';
import { BACKGROUND_SOURCE } from './use-activity-log';

interface ExportButtonsProps {
  readonly filters: EventFilters;
  readonly names: EventNames;
  /** How many events there are, where that is known. */
  readonly total: number | undefined;
}

interface Running {
  readonly format: ExportFormat;
  readonly count: number;
  readonly abort: AbortController;
}

/** Saves what the filters find as a file, and says how far it has come. */
export function ExportButtons({ filters, names, total }: ExportButtonsProps) {
  const services = useOptionsServices();
  const showToast = useToast();
  const [running, setRunning] = useState<Running>();
  const buttons = useRef<HTMLDivElement>(null);
  const current = useRef<AbortController>(undefined);
  // Nobody waits for it on another page.
  useEffect(() => () => current.current?.abort(), []);

  async function save(format: ExportFormat): Promise<void> {
    if (running) return;
    const abort = new AbortController();
    current.current = abort;
    const tell = (count: number) => setRunning({ format, count, abort });
    tell(0);
    try {
      const { signal } = abort;
      const { file, count } = await exportActivity({
        ...{ format, filters, names, signal, onProgress: tell },
        source: BACKGROUND_SOURCE,
      });
      const day = new Date(services.nowMs()).toISOString().slice(0, 10);
      const name = `countersign-activity-${day}.${format}`;
      services.saveFile(file, name);
      showToast({
        text: say(
          '{count, plural, one {One event was saved as {name}.} other {# events were saved as {name}.}}',
          {
            count,
            name,
          },
        ),
      });
    } catch (error) {
      if (!abort.signal.aborted)
        showToast({ text: describeFailure(error, say('The file could not be made.')), tone: 'danger' });
    } finally {
      setRunning(undefined);
    }
  }

  function cancel(): void {
    running?.abort.abort();
    // The button goes; the one that began this takes the focus.
    buttons.current?.querySelector('button')?.focus();
  }

  return (
    <div class="activity__export" ref={buttons}>
      <Button aria-busy={running?.format === 'csv'} onClick={() => void save('csv')}>
        {say('Export CSV')}
      </Button>
      <Button aria-busy={running?.format === 'json'} onClick={() => void save('json')}>
        {say('Export JSON')}
      </Button>
      {running && (
        <Button look="quiet" onClick={cancel}>
          {say('Stop')}
        </Button>
      )}
      <span class="options-quiet" role="status">
        {running &&
          (total === undefined
            ? say('{count, plural, one {One event so far} other {# events so far}}', { count: running.count })
            : say('{count} of {total} events', { count: running.count, total }))}
      </span>
    </div>
  );
}
