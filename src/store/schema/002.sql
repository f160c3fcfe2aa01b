-- Schema 2: the rules an indicator is judged by; published figures as series, fit for every authority's history at once.

alter table indicator add column topic text not null default '';
alter table indicator add column next_publication text not null default '';
alter table indicator add column breaks text not null default '[]' check (json_valid(breaks));
alter table indicator add column no_quartile integer not null default 0 check (no_quartile in (0, 1));
alter table indicator add column tolerance text not null default 'exact';
alter table indicator add column rag text not null default 'quartile';

-- An officer's own rating where the rule's is not the one to stand by; it says why.
create table rating (
  id           integer primary key,
  indicator_id integer not null references indicator (id),
  period       text not null,
  rag          text not null check (rag in ('red', 'amber', 'green', 'not rated')),
  reason       text not null check (trim(reason) <> ''),
  unique (indicator_id, period)
) strict;

-- A choice of indicators, filters and peers under a name, to be opened again on next year's data.
create table saved_view (
  id       integer primary key,
  name     text not null unique check (trim(name) <> ''),
  body     text not null check (json_valid(body)),
  position integer not null
) strict;

-- How the columns of a kind of file are to be read, remembered by its headings.
create table mapping (
  id       integer primary key,
  kind     text not null,
  name     text not null check (trim(name) <> ''),
  headings text not null,
  body     text not null,
  unique (kind, headings)
) strict;

drop view v_figure;

-- A file of published figures that was taken in. While its row stands, its figures count; taking the row away takes
-- them out of every answer, and undo brings them back, so the figures themselves need no journal.
create table batch_2 (
  id        integer primary key,
  kind      text not null,
  name      text not null,
  sha256    text not null,
  entered   text not null,
  source    text not null default '',
  n_read    integer not null,
  n_kept    integer not null,
  n_figures integer not null,
  skipped   text not null default '[]' check (json_valid(skipped))
) strict;
insert into batch_2 (id, kind, name, sha256, entered, source, n_read, n_kept, n_figures)
select id, kind, name, sha256, entered, source, n_rows, n_rows, n_rows from batch where not withdrawn;

-- One period of one indicator from one file. Neither its batch nor its indicator is a reference: both may be taken
-- back by undo while the figures wait.
create table series (
  id           integer primary key,
  batch_id     integer not null,
  indicator_id integer not null,
  period       text not null,
  period_end   text not null,
  label        text not null,
  status       text not null check (status in ('outturn', 'revised', 'provisional', 'estimate', 'forecast', 'planned'))
) strict;

create table figure_2 (
  series_id   integer not null references series (id),
  area_code   text not null references area (code),
  value       real,
  decimals    integer check (decimals between 0 and 12),
  -- Written out: a list would be built anew for every one of hundreds of thousands of rows.
  missing     text check (missing = 'confidential' or missing = 'not applicable' or missing = 'not available'
                          or missing = 'rounds to zero' or missing = 'unreliable' or missing = 'not collected'
                          or missing = 'not yet known' or missing = 'blank in the source'),
  numerator   real,
  denominator real,
  lower       real,
  upper       real,
  primary key (series_id, area_code),
  check ((value is null) <> (missing is null)),
  check ((value is null) = (decimals is null))
) strict, without rowid;

insert into series (id, batch_id, indicator_id, period, period_end, label, status)
select random() & 4611686018427387903, batch_id, indicator_id, period, period_end, substr(period, instr(period, ' ') + 1), status
from (select distinct batch_id, indicator_id, period, period_end, status from figure);
insert into figure_2 (series_id, area_code, value, decimals, missing)
select s.id, f.area_code, f.value, f.decimals, f.missing
from figure f
join series s on s.batch_id = f.batch_id and s.indicator_id = f.indicator_id and s.period = f.period and s.status = f.status
where true;

drop table figure;
drop table batch;
alter table batch_2 rename to batch;
alter table figure_2 rename to figure;
create index series_by_indicator on series (indicator_id, period_end);

create view v_figure as
select i.code as indicator, i.title, ar.name as area, s.period, s.label as printed, s.period_end, s.status, f.value,
       f.missing, i.unit, f.numerator, f.denominator, f.lower, f.upper, b.name as batch
from series s
join indicator i on i.id = s.indicator_id
join batch b on b.id = s.batch_id
join figure f on f.series_id = s.id
join area ar on ar.code = f.area_code;

-- A count that the overview of a published dashboard states, kept so that it can be set beside the one the table gives.
create table dashboard_count (
  id        integer primary key,
  period    text not null,
  statement text not null check (trim(statement) <> ''),
  n         integer not null check (n >= 0),
  source    text not null default '',
  unique (period, statement)
) strict;
