-- Schema 1: a plan for children in one file.
-- Keys are random 63-bit integers. Money is whole pence. A missing figure has a reason, never a zero.
-- Triggers that keep the journal are made from these tables when the file is opened for writing (see journal.rs).

create table plan (
  id          integer primary key check (id = 1),
  title       text not null,
  area_code   text not null,
  framework   text not null check (framework in ('quality-protects', 'every-child-matters', 'none')),
  about       text not null default ''
) strict;

create table area (
  code        text primary key,
  name        text not null,
  kind        text not null check (kind in ('authority', 'region', 'nation', 'group')),
  region_code text references area (code) deferrable initially deferred
) strict;

create table neighbour (
  id             integer primary key,
  list           text not null,
  area_code      text not null references area (code),
  rank           integer not null check (rank >= 1),
  neighbour_code text not null references area (code),
  closeness      text not null default '',
  unique (list, area_code, neighbour_code),
  check (area_code <> neighbour_code)
) strict;

create table objective (
  id       integer primary key,
  number   text not null default '',
  short    text not null check (trim(short) <> ''),
  title    text not null,
  position integer not null
) strict;

create table indicator (
  id          integer primary key,
  code        text not null unique check (trim(code) <> ''),
  title       text not null check (trim(title) <> ''),
  unit        text not null check (unit in ('count', 'percent', 'rate', 'ratio', 'money', 'score', 'duration', 'index')),
  unit_words  text not null default '',
  decimals    integer not null check (decimals between 0 and 12),
  polarity    text not null check (polarity in ('higher', 'lower', 'neutral', 'target')),
  period_kind text not null,
  numerator   text not null default '',
  denominator text not null default '',
  source      text not null default '',
  definition  text not null default '',
  target      text not null default '',
  position    integer not null
) strict;

create table indicator_objective (
  indicator_id integer not null references indicator (id),
  objective_id integer not null references objective (id),
  primary key (indicator_id, objective_id)
) strict;
create index indicator_objective_by_objective on indicator_objective (objective_id);

create table reading (
  id           integer primary key,
  indicator_id integer not null references indicator (id),
  area_code    text not null references area (code),
  period       text not null,
  period_end   text not null,
  status       text not null check (status in ('outturn', 'revised', 'provisional', 'estimate', 'forecast', 'planned')),
  value        real,
  decimals     integer check (decimals between 0 and 12),
  missing      text check (missing in ('confidential', 'not applicable', 'not available', 'rounds to zero', 'unreliable',
                                       'not collected', 'not yet known', 'blank in the source')),
  numerator    real,
  denominator  real,
  query        text not null default '',
  note         text not null default '',
  source       text not null default '',
  unique (indicator_id, area_code, period, status),
  check ((value is null) <> (missing is null)),
  check ((value is null) = (decimals is null))
) strict;

create table marker (
  id            integer primary key,
  indicator_id  integer not null references indicator (id),
  period        text not null,
  updated       integer not null check (updated in (0, 1)),
  latest_update text not null default '',
  performance   text not null default '',
  direction     text not null default '',
  rag           text not null default '',
  quartile      text not null default '',
  neighbours    text not null default '',
  target        text not null default '',
  position      integer not null,
  unique (indicator_id, period)
) strict;

create table "grant" (
  id            integer primary key,
  name          text not null check (trim(name) <> ''),
  short         text not null check (trim(short) <> ''),
  funder        text not null default '',
  fiscal_year   integer not null check (fiscal_year between 1900 and 2199),
  pence         integer not null check (pence >= 0),
  nature        text not null check (nature in ('revenue', 'capital')),
  ring_fence    text not null default '',
  status        text not null check (status in ('applied for', 'awarded', 'received')),
  carry_forward text not null check (carry_forward in ('allowed', 'repayable', 'not stated')),
  source        text not null default '',
  note          text not null default '',
  position      integer not null
) strict;
create index grant_by_year on "grant" (fiscal_year);

create table priority_area (
  id           integer primary key,
  name         text not null unique check (trim(name) <> ''),
  objective_id integer references objective (id),
  position     integer not null
) strict;
create index priority_area_by_objective on priority_area (objective_id);

create table grant_eligible (
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  primary key (grant_id, priority_area_id)
) strict;
create index grant_eligible_by_area on grant_eligible (priority_area_id);

create table allocation (
  id               integer primary key,
  grant_id         integer not null references "grant" (id),
  priority_area_id integer not null references priority_area (id),
  pence            integer not null check (pence >= 0),
  covers_from      text check (covers_from is date(covers_from)),
  covers_to        text check (covers_to is date(covers_to)),
  note             text not null default '',
  unique (grant_id, priority_area_id),
  check (covers_to >= covers_from)
) strict;
create index allocation_by_area on allocation (priority_area_id);

create table of_which (
  id            integer primary key,
  allocation_id integer not null references allocation (id),
  name          text not null check (trim(name) <> ''),
  pence         integer not null check (pence >= 0)
) strict;
create index of_which_by_allocation on of_which (allocation_id);

create table contribution (
  id           integer primary key,
  fiscal_year  integer not null check (fiscal_year between 1900 and 2199),
  objective_id integer references objective (id),
  name         text not null check (trim(name) <> ''),
  funder       text not null default '',
  pence        integer not null,
  note         text not null default '',
  position     integer not null
) strict;
create index contribution_by_objective on contribution (objective_id);

create table published_total (
  id              integer primary key,
  fiscal_year     integer not null check (fiscal_year between 1900 and 2199),
  total_of        text not null check (total_of in ('grants', 'allocations')),
  pence           integer not null,
  tolerance_pence integer not null default 0 check (tolerance_pence >= 0),
  source          text not null default ''
) strict;

create table consultation (
  id       integer primary key,
  title    text not null unique check (trim(title) <> ''),
  about    text not null default '',
  asked_of text not null default '',
  opened   text check (opened is date(opened)),
  closed   text check (closed is date(closed)),
  stage    text not null check (stage in ('planned', 'open', 'closed', 'reported')),
  decision text not null default '',
  source   text not null default '',
  position integer not null,
  check (closed >= opened)
) strict;

create table consultation_objective (
  consultation_id integer not null references consultation (id),
  objective_id    integer not null references objective (id),
  primary key (consultation_id, objective_id)
) strict;
create index consultation_objective_by_objective on consultation_objective (objective_id);

create table respondent_group (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  name            text not null check (trim(name) <> ''),
  position        integer not null,
  unique (consultation_id, name)
) strict;

create table channel (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  name            text not null check (trim(name) <> ''),
  kind            text not null check (kind in ('online', 'paper', 'e-mail', 'telephone', 'face to face', 'event')),
  position        integer not null,
  unique (consultation_id, name)
) strict;

create table question (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  number          text not null,
  text            text not null check (trim(text) <> ''),
  kind            text not null check (kind in ('single choice', 'Likert', 'multiple choice', 'text')),
  note            text not null default '',
  position        integer not null
) strict;
create index question_by_consultation on question (consultation_id);

create table choice (
  id          integer primary key,
  question_id integer not null references question (id),
  text        text not null check (trim(text) <> ''),
  leaning     text not null check (leaning in ('positive', 'neutral', 'negative', 'none')),
  strength    integer not null check (strength between 1 and 2),
  position    integer not null,
  unique (question_id, text)
) strict;

create table tally (
  id         integer primary key,
  choice_id  integer not null references choice (id),
  channel_id integer not null references channel (id),
  group_id   integer references respondent_group (id),
  n          integer not null check (n >= 0)
) strict;
create unique index tally_cell on tally (choice_id, channel_id, ifnull(group_id, 0));
create index tally_by_channel on tally (channel_id);
create index tally_by_group on tally (group_id);

create table answered (
  id          integer primary key,
  question_id integer not null references question (id),
  channel_id  integer not null references channel (id),
  group_id    integer references respondent_group (id),
  n           integer not null check (n >= 0)
) strict;
create unique index answered_cell on answered (question_id, channel_id, ifnull(group_id, 0));

create table event (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  name            text not null check (trim(name) <> ''),
  n_people        integer not null check (n_people >= 0),
  note            text not null default '',
  position        integer not null
) strict;
create index event_by_consultation on event (consultation_id);

create table receipt (
  id         integer primary key,
  channel_id integer not null unique references channel (id),
  received   integer not null check (received >= 0),
  invalid    integer not null check (invalid >= 0),
  blank      integer not null check (blank >= 0),
  duplicate  integer not null check (duplicate >= 0),
  withdrawn  integer not null check (withdrawn >= 0),
  check (invalid + blank + duplicate + withdrawn <= received)
) strict;

create table published_count (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  choice_id       integer references choice (id),
  count_of        text not null check (count_of in ('responses', 'meetings', 'respondents', 'percent')),
  value           real not null,
  source          text not null default ''
) strict;
create index published_count_by_consultation on published_count (consultation_id);

create table theme (
  id               integer primary key,
  consultation_id  integer not null references consultation (id),
  group_id         integer references respondent_group (id),
  title            text not null check (trim(title) <> ''),
  we_did           text not null default '',
  priority_area_id integer references priority_area (id),
  position         integer not null
) strict;
create index theme_by_consultation on theme (consultation_id);

create table action (
  id            integer primary key,
  objective_id  integer references objective (id),
  heading       text not null default '',
  title         text not null check (trim(title) <> ''),
  responsible   text not null default '',
  due           text check (due is date(due)),
  impact_sought text not null default '',
  progress      text not null default '',
  status        text not null check (status in ('not started', 'on track', 'at risk', 'late', 'done')),
  source        text not null default '',
  position      integer not null
) strict;
create index action_by_objective on action (objective_id);

create table milestone (
  id               integer primary key,
  workstream       text not null default '',
  title            text not null check (trim(title) <> ''),
  starts           text check (starts is date(starts)),
  ends             text check (ends is date(ends)),
  dates_as_printed text not null default '',
  audience         text not null default '',
  note             text not null default '',
  source           text not null default '',
  position         integer not null,
  check (ends >= starts)
) strict;

create table risk (
  id           integer primary key,
  objective_id integer references objective (id),
  title        text not null check (trim(title) <> ''),
  probability  text not null check (probability in ('Low', 'Medium', 'High')),
  impact       text not null check (impact in ('Low', 'Medium', 'High')),
  mitigation   text not null default '',
  owner        text not null default '',
  source       text not null default '',
  position     integer not null
) strict;
create index risk_by_objective on risk (objective_id);

-- Figures that come in bulk: asked for, never loaded whole, journalled as one batch.
create table batch (
  id        integer primary key,
  kind      text not null,
  name      text not null,
  sha256    text not null,
  n_rows    integer not null,
  entered   text not null,
  source    text not null default '',
  withdrawn integer not null default 0 check (withdrawn in (0, 1))
) strict;

create table figure (
  indicator_id integer not null references indicator (id),
  area_code    text not null references area (code),
  period       text not null,
  period_end   text not null,
  status       text not null check (status in ('outturn', 'revised', 'provisional', 'estimate')),
  value        real,
  decimals     integer check (decimals between 0 and 12),
  missing      text,
  batch_id     integer not null references batch (id),
  primary key (indicator_id, period, area_code, batch_id),
  check ((value is null) <> (missing is null))
) strict, without rowid;

-- The journal: every change to every table above, before and after.
create table change (
  id      integer primary key autoincrement,
  at      text not null,
  who     text not null,
  words   text not null,
  undoes  integer references change (id),
  redoes  integer references change (id)
) strict;

create table change_row (
  change_id integer not null references change (id),
  seq       integer not null,
  tbl       text not null,
  key       text not null,
  before    text,
  after     text,
  primary key (change_id, seq)
) strict, without rowid;

-- The change under way; triggers refuse to write outside one.
create table change_now (
  id        integer primary key check (id = 1),
  change_id integer references change (id)
) strict;
insert into change_now (id, change_id) values (1, null);

-- Plain names for whoever opens the file with another tool.
create view v_allocation as
select g.fiscal_year || '/' || substr('0' || ((g.fiscal_year + 1) % 100), -2) as year, g.name as "grant", g.ring_fence, g.nature,
       o.number as objective, p.name as priority_area, a.pence / 100.0 as pounds, a.covers_from, a.covers_to, a.note
from allocation a
join "grant" g on g.id = a.grant_id
join priority_area p on p.id = a.priority_area_id
left join objective o on o.id = p.objective_id
order by g.fiscal_year, g.position, p.position;

create view v_reading as
select i.code as indicator, i.title, ar.name as area, r.period, r.period_end, r.status, r.value, r.missing, i.unit, r.query, r.note, r.source
from reading r
join indicator i on i.id = r.indicator_id
join area ar on ar.code = r.area_code
order by i.position, r.period_end, r.status;

create view v_figure as
select i.code as indicator, i.title, ar.name as area, f.period, f.period_end, f.status, f.value, f.missing, i.unit, b.name as batch
from figure f
join indicator i on i.id = f.indicator_id
join area ar on ar.code = f.area_code
join batch b on b.id = f.batch_id
where not b.withdrawn;

create view v_tally as
select c.title as consultation, q.number as question, q.text as asked, ch.text as answer, n.name as channel,
       ifnull(g.name, 'not recorded') as "group", t.n as people
from tally t
join choice ch on ch.id = t.choice_id
join question q on q.id = ch.question_id
join consultation c on c.id = q.consultation_id
join channel n on n.id = t.channel_id
left join respondent_group g on g.id = t.group_id
order by c.position, q.position, ch.position, n.position;

create view v_history as
select c.id as change, c.at, c.who, c.words, c.undoes, c.redoes, count(r.seq) as rows_changed
from change c left join change_row r on r.change_id = c.id
group by c.id order by c.id;
