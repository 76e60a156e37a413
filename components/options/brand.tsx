import './brand.css';

/** The name of the product beside its mark: two signatures, one over the other. */
export function Brand() {
  return (
    <span class="brand">
      <svg class="brand__mark" viewBox="0 0 30 30" aria-hidden="true">
        <rect width="30" height="30" rx="8" fill="var(--accent)" />
        <path
          d="m7 15.5 4 4 7-8.5"
          fill="none"
          stroke="var(--accent-text)"
          stroke-opacity=".55"
          stroke-width="2.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
        <path
          d="m12.5 15.5 4 4 7-8.5"
          fill="none"
          stroke="var(--accent-text)"
          stroke-width="2.6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      Countersign
    </span>
  );
}
