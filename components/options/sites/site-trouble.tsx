import { useState } from 'preact/hooks';
import type { SiteView } from '../../../lib/messages/page-views';
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
        ? 'Copied. It holds numbers only: no post, no name, no address.'
        : 'The browser did not let us copy it. Select the report and copy it by hand.',
    );
  }

  return (
    <Callout tone="warning">
      <p>
        Countersign found no posts on {name} the last time (since {formatMoment(sinceMs, nowMs())}). The site
        may have changed. The popup and the context menu work as before.
      </p>
      <p class="site-trouble__report">
        <code>{report}</code>
      </p>
      <div class="options-form__actions">
        <Button onClick={() => void copy()}>Copy report</Button>
        <span class="site-trouble__note" role="status">
          {note}
        </span>
      </div>
    </Callout>
  );
}
