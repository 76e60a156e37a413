import { say, sayWith } from '../../lib/words/say';
import './change-summary.css';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { PostView } from '../../lib/messages/views';
import type { PostField } from '../../lib/networks/post-fields';

import { formatMoment } from '../ui/format-time';
import { MediaImage } from '../ui/media-image';
import { RelativeTime } from '../ui/relative-time';
import { type ContentChange, findContentChanges, type TextRun } from './content-changes';

/** What is different from what this member saw last; nothing when nothing is, or when they never saw it. */
export function ChangeSummary(props: {
  readonly view: Pick<PostView, 'post' | 'lastSeen'>;
  /** The fields of the post's network. */
  readonly fields: readonly PostField[];
  readonly nowMs: number;
}): JSX.Element | null {
  const { view, fields, nowMs } = props;
  const titleId = useId();
  if (!view.lastSeen) return null;
  const changes = findContentChanges(view.lastSeen.content, view.post, fields);
  if (changes.length === 0) return null;
  return (
    <section class="change-summary" aria-labelledby={titleId}>
      <h3 class="change-summary-title" id={titleId}>
        {sayWith('Changed since you saw it {time}', {
          time: <RelativeTime atMs={view.lastSeen.atMs} nowMs={nowMs} />,
        })}
      </h3>
      <ul class="change-summary-list">
        {changes.map((change, index) => (
          <li key={index}>
            <Change change={change} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Change({ change, nowMs }: { readonly change: ContentChange; readonly nowMs: number }): JSX.Element {
  switch (change.kind) {
    case 'text':
      return <Runs label={say('Text')} runs={change.runs} />;
    case 'alt':
      return (
        <span class="change-summary-image">
          <MediaImage mediaId={change.image.mediaId} alt="" />
          <Runs label={say('Image description')} runs={change.runs} />
        </span>
      );
    case 'focus':
      return (
        <span class="change-summary-image">
          <MediaImage mediaId={change.image.mediaId} alt={change.image.alt} />
          <span>
            <Replaced
              label={say('Stays in sight when cropped')}
              before={change.before}
              after={change.after}
            />
          </span>
        </span>
      );
    case 'imageAdded':
    case 'imageRemoved':
      return (
        <span class="change-summary-image">
          <MediaImage mediaId={change.image.mediaId} alt={change.image.alt} />
          {change.kind === 'imageAdded' ? say('Image added') : say('Image taken out')}
        </span>
      );
    case 'imageOrder':
      return <>{say('The images are in another order.')}</>;
    case 'link':
      return <LinkChange change={change} />;
    case 'option':
      return <Replaced label={change.label} before={change.before} after={change.after} />;
    case 'repeat':
      return <Replaced label={say('Repeated')} before={change.before} after={change.after} />;
    case 'time':
      return (
        <>
          {sayWith('Time: {before} {after}', {
            before: <del>{timeWords(change.beforeMs, nowMs)}</del>,
            after: <ins>{timeWords(change.afterMs, nowMs)}</ins>,
          })}
        </>
      );
  }
}

function Runs({ label, runs }: { readonly label: string; readonly runs: readonly TextRun[] }): JSX.Element {
  return (
    <span class="change-summary-runs" dir="auto">
      <span class="visually-hidden">{label}: </span>
      {runs.map(({ kind, text }, index) => {
        const key = `${index}`;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </span>
  );
}

function LinkChange({ change }: { readonly change: Extract<ContentChange, { kind: 'link' }> }): JSX.Element {
  const { before, after } = change;
  if (before && after && before.url === after.url)
    return <>{say('The card of the link says something else now.')}</>;
  return (
    <>
      {say('Link:')} {before && <del dir="auto">{before.url}</del>}{' '}
      {after && <ins dir="auto">{after.url}</ins>}
    </>
  );
}

function Replaced(props: {
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}): JSX.Element {
  const { label, before, after } = props;
  return (
    <>
      <bdi>{label}</bdi>: {before !== undefined && <del dir="auto">{before}</del>}{' '}
      {after !== undefined && <ins dir="auto">{after}</ins>}
    </>
  );
}

function timeWords(atMs: number | undefined, nowMs: number): string {
  return atMs === undefined ? say('as soon as it is approved') : formatMoment(atMs, nowMs);
}
