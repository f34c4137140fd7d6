interface Figure {
  readonly name: string;
  readonly value: string;
  readonly notes: readonly string[];
}

/** Large numbers side by side, each with what there is to add in small. */
export const FigureRow = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <dl class="figures-row">
    {figures.map(({ name, value, notes }) => (
      <div key={name} class="panel figure">
        <dt>{name}</dt>
        <dd>
          <span class="big">{value}</span>
          {notes.map((note) => (
            <small key={note}>{note}</small>
          ))}
        </dd>
      </div>
    ))}
  </dl>
);
