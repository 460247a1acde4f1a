interface MeterProps {
  name: string;
  value: number | null;
}

/** A number from 0 to 100, or that there is none yet. */
export function Meter({ name, value }: MeterProps) {
  const shown = value === null ? '–' : String(Math.round(value));
  return (
    <div className="meter">
      <span>{name}</span>
      <span
        className="meter-bar"
        role="img"
        aria-label={`${name}: ${value === null ? 'not scored yet' : shown}`}
      >
        <span style={{ width: `${value ?? 0}%` }} />
      </span>
      <b aria-hidden="true">{shown}</b>
    </div>
  );
}
