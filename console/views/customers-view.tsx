import { useState } from 'preact/hooks';
import type { CustomerPage } from '../../shared/app/console/list-customers.ts';
import { STAGES, type Stage, TIERS, type Tier } from '../../shared/domain/segment/classes.ts';
import { type Frame, useFrame } from '../frame.ts';
import { navigate } from '../location.ts';
import { CustomerTable } from '../parts/customer-table.tsx';
import { Empty, Failed, Loading } from '../parts/notice.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { usePages } from '../use-pages.ts';

/** Who is in a class, and the way to one customer. */
export function CustomersView({ query }: { readonly query: URLSearchParams }) {
  const frame = useFrame();
  const { text, format } = frame;
  const stage = STAGES.find((name) => name === query.get('stage'));
  const tier = TIERS.find((name) => name === query.get('tier'));
  const path = customersPath('/api/customers', stage, tier);
  const { pages, failure, reload, more } = usePages<CustomerPage>(
    path,
    ({ cursor }) => cursor && `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
    frame.pollMs,
  );
  const customers = pages?.flatMap((page) => page.customers);
  const inClass = countOf(frame, stage, tier);

  return (
    <>
      <ViewTitle title={text.customers.title} />
      <div class="filters">
        <ClassSelect
          label={text.customers.stage}
          options={STAGES.map((name) => ({ value: name, label: text.stage[name] }))}
          value={stage}
          onChoose={(value) => navigate(customersPath('/customers', value, tier), { replace: true })}
        />
        <ClassSelect
          label={text.customers.tier}
          options={TIERS.map((name) => ({ value: name, label: text.tier[name] }))}
          value={tier}
          onChoose={(value) => navigate(customersPath('/customers', stage, value), { replace: true })}
        />
        <SearchById />
      </div>
      <p class="aside">
        {text.customers.inClass(format.number(inClass))} {text.customers.note}
      </p>
      {failure && <Failed failure={failure} onRetry={reload} />}
      {customers === undefined && !failure && <Loading />}
      {customers?.length === 0 && (
        <Empty>{inClass === 0 ? text.customers.emptyClass : text.customers.empty}</Empty>
      )}
      {customers !== undefined && customers.length > 0 && <CustomerTable customers={customers} />}
      {more && (
        <button type="button" class="more" onClick={more}>
          {text.customers.more}
        </button>
      )}
    </>
  );
}

interface ClassSelectProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | undefined;
  readonly onChoose: (value: Value | undefined) => void;
}

function ClassSelect<Value extends string>({ label, options, value, onChoose }: ClassSelectProps<Value>) {
  const { text } = useFrame();
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChoose(options.find((option) => option.value === chosen)?.value);
        }}
      >
        <option value="">{text.customers.any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function SearchById() {
  const { text } = useFrame();
  const [id, setId] = useState('');
  const wanted = id.trim();
  return (
    <search class="search-by-id">
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') navigate(`/customers/${encodeURIComponent(wanted)}`);
        }}
      >
        <label class="field">
          <span>{text.customers.searchLabel}</span>
          <input
            type="search"
            autocomplete="off"
            spellcheck={false}
            value={id}
            onInput={(event) => setId(event.currentTarget.value)}
          />
        </label>
        <button type="submit">{text.customers.search}</button>
      </form>
    </search>
  );
}

function customersPath(base: string, stage: Stage | undefined, tier: Tier | undefined): string {
  const query = new URLSearchParams();
  if (stage !== undefined) query.set('stage', stage);
  if (tier !== undefined) query.set('tier', tier);
  return query.size === 0 ? base : `${base}?${query}`;
}

const countOf = ({ overview }: Frame, stage: Stage | undefined, tier: Tier | undefined): number =>
  (overview?.matrix ?? [])
    .filter((pair) => (stage ?? pair.stage) === pair.stage && (tier ?? pair.tier) === pair.tier)
    .reduce((sum, { customers }) => sum + customers, 0);
