-- Schema 3: a year's money followed through the year: ring-fences by objective, statuses, virements under a scheme,
-- profiles, actuals, forecasts, commitments, closed periods, scenarios.

alter table "grant" add column payment text not null default 'not stated'
  check (payment in ('not stated', 'in advance', 'in arrears', 'quarterly', 'monthly'));
alter table "grant" add column conditions text not null default '';

create table grant_eligible_objective (
  grant_id     integer not null references "grant" (id),
  objective_id integer not null references objective (id),
  primary key (grant_id, objective_id)
) strict;
create index grant_eligible_objective_by_objective on grant_eligible_objective (objective_id);

-- What a line may be paid from: running costs, buildings and equipment, or either.
alter table priority_area add column nature text not null default 'either' check (nature in ('revenue', 'capital', 'either'));

alter table allocation add column status text not null default 'planned'
  check (status in ('draft', 'planned', 'approved', 'closed'));
alter table allocation add column reopened text not null default '';
alter table allocation add column objective_id integer references objective (id);
create index allocation_by_objective on allocation (objective_id);

alter table contribution add column priority_area_id integer references priority_area (id);
alter table contribution add column certainty text not null default 'secured' check (certainty in ('secured', 'unsecured'));
alter table contribution add column pooling text not null default 'aligned' check (pooling in ('aligned', 'pooled'));
create index contribution_by_area on contribution (priority_area_id);

-- The council's own rules for moving money and for rating a variance. One record.
create table scheme (
  id            integer primary key check (id = 1),
  name          text not null check (trim(name) <> ''),
  is_cumulative integer not null check (is_cumulative in (0, 1)),
  bands         text not null check (json_valid(bands)),
  amber         integer not null check (amber >= 0),
  red           integer not null check (red >= amber)
) strict;

-- Lines are [{"grant", "area", "pence"}]; an area of null is money of the grant that no line has.
create table virement (
  id          integer primary key,
  fiscal_year integer not null check (fiscal_year between 1900 and 2199),
  made_on     text not null check (made_on is date(made_on)),
  reason      text not null check (trim(reason) <> ''),
  approver    text not null default '',
  approved_by text not null default '',
  lasting     text not null check (lasting in ('this year', 'permanent')),
  lines       text not null check (json_valid(lines)),
  scenario    text not null default ''
) strict;
create index virement_by_year on virement (fiscal_year);

create table scenario (
  id          integer primary key,
  fiscal_year integer not null check (fiscal_year between 1900 and 2199),
  name        text not null check (trim(name) <> ''),
  about       text not null default '',
  grants      text not null check (json_valid(grants)),
  lines       text not null check (json_valid(lines)),
  position    integer not null,
  unique (fiscal_year, name)
) strict;

create table profile (
  id               integer primary key,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  shape            text not null check (shape in ('even', 'by days', 'by working days', 'monthly', 'termly', 'quarterly',
                                                  'when claimed', 'own')),
  weights          text not null check (json_valid(weights)),
  unique (grant_id, priority_area_id)
) strict;
create index profile_by_area on profile (priority_area_id);

-- Months are counted from April: 1 is April, 12 is March.
create table actual (
  id               integer primary key,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  month            integer not null check (month between 1 and 12),
  pence            integer not null,
  batch_id         integer references batch (id),
  note             text not null default ''
) strict;
create index actual_by_grant on actual (grant_id, priority_area_id);
create index actual_by_area on actual (priority_area_id);
create index actual_by_batch on actual (batch_id);

create table forecast (
  id               integer primary key,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  month            integer not null check (month between 0 and 12),
  made_on          text not null check (made_on is date(made_on)),
  pence            integer not null,
  made_by          text not null default '',
  reason           text not null default '',
  unique (grant_id, priority_area_id, month)
) strict;
create index forecast_by_area on forecast (priority_area_id);

create table commitment (
  id               integer primary key,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  reference        text not null check (trim(reference) <> ''),
  what             text not null default '',
  requisitioned    integer not null check (requisitioned >= 0),
  ordered          integer not null check (ordered >= 0)
) strict;
create index commitment_by_grant on commitment (grant_id);
create index commitment_by_area on commitment (priority_area_id);

-- A month or, as month 0, a whole year that is closed; open again only with a reason.
create table closing (
  id          integer primary key,
  fiscal_year integer not null check (fiscal_year between 1900 and 2199),
  month       integer not null check (month between 0 and 12),
  is_closed   integer not null check (is_closed in (0, 1)),
  made_on     text not null check (made_on is date(made_on)),
  made_by     text not null default '',
  reason      text not null default '',
  unique (fiscal_year, month),
  check (is_closed = 1 or trim(reason) <> '')
) strict;

-- What becomes of a line's money at the year's end: into a grant of the next year, or back to the funder.
create table carried (
  id               integer primary key,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  pence            integer not null,
  fate             text not null check (fate in ('carried forward', 'repaid')),
  into_grant_id    integer references "grant" (id),
  note             text not null default '',
  unique (grant_id, priority_area_id)
) strict;
create index carried_by_area on carried (priority_area_id);
create index carried_by_next on carried (into_grant_id);

create view v_virement as
select v.fiscal_year || '/' || substr('0' || ((v.fiscal_year + 1) % 100), -2) as year, v.made_on, g.name as "grant",
       ifnull(p.name, '(not allocated)') as priority_area, json_extract(l.value, '$.pence') / 100.0 as pounds, v.reason, v.approver
from virement v
join json_each(v.lines) l
join "grant" g on g.id = json_extract(l.value, '$.grant')
left join priority_area p on p.id = json_extract(l.value, '$.area')
order by v.made_on, v.id, l.key;

create view v_actual as
select g.fiscal_year || '/' || substr('0' || ((g.fiscal_year + 1) % 100), -2) as year, a.month, g.name as "grant",
       p.name as priority_area, a.pence / 100.0 as pounds, b.name as ledger, a.note
from actual a
join "grant" g on g.id = a.grant_id
join priority_area p on p.id = a.priority_area_id
left join batch b on b.id = a.batch_id
order by g.fiscal_year, a.month, g.position, p.position;

-- Ledgers and grants made: which line a code of the ledger belongs to; the rows of each ledger taken in; the grants that
-- the council itself awards.

-- A rule. An empty account code stands for any that has no rule of its own. It is for the year of its grant.
create table ledger_code (
  id               integer primary key,
  cost_centre      text not null check (trim(cost_centre) <> ''),
  subjective       text not null default '',
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  unique (cost_centre, subjective, grant_id)
) strict;
create index ledger_code_by_grant on ledger_code (grant_id);
create index ledger_code_by_area on ledger_code (priority_area_id);

-- A code of one ledger that counts on a line, in the months that have a bit: 1 April, 2 May, 4 June.
create table ledger_match (
  id               integer primary key,
  batch_id         integer not null references batch (id),
  cost_centre      text not null,
  subjective       text not null,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  months           integer not null check (months between 1 and 4095),
  n                integer not null check (n > 0),
  pence            integer not null,
  unique (batch_id, cost_centre, subjective, grant_id, priority_area_id)
) strict;
create index ledger_match_by_grant on ledger_match (grant_id);
create index ledger_match_by_area on ledger_match (priority_area_id);

-- A row as the ledger has it. Its batch is no reference: that may be taken back by undo while the rows wait.
create table ledger_row (
  batch_id      integer not null,
  n             integer not null,
  line          integer not null,
  fiscal_year   integer not null,
  cost_centre   text not null,
  subjective    text not null,
  description   text not null,
  supplier      text not null,
  reference     text not null,
  month         integer check (month between 1 and 12),
  is_adjustment integer not null check (is_adjustment in (0, 1)),
  pence         integer,
  fault         text not null,
  primary key (batch_id, n)
) strict, without rowid;

-- A grant that the council made. All of it is in the body, as the 360Giving standard names it.
create table giving (
  id         integer primary key,
  identifier text not null unique check (trim(identifier) <> ''),
  title      text not null,
  pence      integer not null,
  currency   text not null,
  award_date text not null check (award_date is date(award_date)),
  recipient  text not null,
  funder     text not null,
  programme  text not null,
  body       text not null check (json_valid(body)),
  position   integer not null
) strict;

create view v_ledger as
select b.name as ledger, r.line, r.cost_centre, r.subjective, r.description, r.supplier, r.reference, r.month,
       r.pence / 100.0 as pounds, g.name as "grant", p.name as priority_area, r.fault
from ledger_row r
join batch b on b.id = r.batch_id
left join ledger_match m on m.batch_id = r.batch_id and m.cost_centre = r.cost_centre and m.subjective = r.subjective
                        and (m.months >> (r.month - 1)) & 1 = 1 and r.fault = '' and r.pence is not null
left join "grant" g on g.id = m.grant_id
left join priority_area p on p.id = m.priority_area_id
order by b.entered, b.id, r.n;

create view v_giving as
select identifier, title, pence / 100.0 as pounds, currency, award_date, recipient, funder, programme from giving order by position, id;
