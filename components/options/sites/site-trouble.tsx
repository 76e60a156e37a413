import { useState } from 'preact/hooks';
import type { SiteView } from '../../../lib/messages/page-views';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { formatMoment } from '../../ui/format-time';
import { useOptionsServices } from '../options-services';

/** A site that changed so much that nothing is found in it: since when, and what to send to whoever mends it. */
export function SiteTrouble({ site: { name, isOn, trouble } }: { readonly site: SiteView }) {
  const { nowMs, copyText } = useOptionsServices();
  const [note, setNote] = useState('');
  if (!trouble || !isOn) return null;
  const { report, sinceMs } = trouble;

  async function copy(): Promise<void> {
    setNote(
      (await copyText(report))
        ? say('Copied. It holds numbers only: no post, no name, no address.')
        : say('The browser did not let us copy it. Select the report and copy it by hand.'),
    );
  }

  return (
    <Callout tone="warning">
      <p>
        {say(
          'Countersign found no posts on {site} the last time (since {moment}). The site may have changed. The popup and the context menu work as before.',
          { site: name, moment: formatMoment(sinceMs, nowMs()) },
        )}
      </p>
      <p class="site-trouble__report">
        <code>{report}</code>
      </p>
      <div class="options-form__actions">
        <Button onClick={() => void copy()}>{say('Copy report')}</Button>
        <span class="site-trouble__note" role="status">
          {note}
        </span>
      </div>
    </Callout>
  );
}
