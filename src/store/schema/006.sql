-- Schema 6: the plan around the three: its text by section with live figures, decisions, and objectives that are served
-- by whatever serves them.

-- The risk's table again, with both scales, movement and review. The old one is put aside and its rows taken over.
create table risk_6 (
  id            integer primary key,
  objective_id  integer references objective (id),
  title         text not null check (trim(title) <> ''),
  probability   text not null check (probability in ('Low', 'Medium', 'High', '1', '2', '3', '4', '5')),
  impact        text not null check (impact in ('Low', 'Medium', 'High', '1', '2', '3', '4', '5')),
  movement      text not null default 'not said' check (movement in ('not said', 'new', 'up', 'same', 'down')),
  earlier_score integer check (earlier_score between 1 and 25),
  mitigation    text not null default '',
  owner         text not null default '',
  review        text check (review is date(review)),
  source        text not null default '',
  position      integer not null,
  check ((probability in ('Low', 'Medium', 'High')) = (impact in ('Low', 'Medium', 'High')))
) strict;
insert into risk_6 (id, objective_id, title, probability, impact, mitigation, owner, source, position)
  select id, objective_id, title, probability, impact, mitigation, owner, source, position from risk;
drop table risk;
alter table risk_6 rename to risk;
create index risk_by_objective on risk (objective_id);

-- Objectives that something serves beside its first; money counts under the first alone.
create table priority_area_objective (
  priority_area_id integer not null references priority_area (id),
  objective_id     integer not null references objective (id),
  primary key (priority_area_id, objective_id)
) strict;
create index priority_area_objective_by_objective on priority_area_objective (objective_id);

create table action_objective (
  action_id    integer not null references action (id),
  objective_id integer not null references objective (id),
  primary key (action_id, objective_id)
) strict;
create index action_objective_by_objective on action_objective (objective_id);

create table risk_objective (
  risk_id      integer not null references risk (id),
  objective_id integer not null references objective (id),
  primary key (risk_id, objective_id)
) strict;
create index risk_objective_by_objective on risk_objective (objective_id);

create table milestone_objective (
  milestone_id integer not null references milestone (id),
  objective_id integer not null references objective (id),
  primary key (milestone_id, objective_id)
) strict;
create index milestone_objective_by_objective on milestone_objective (objective_id);

create table theme_objective (
  theme_id     integer not null references theme (id),
  objective_id integer not null references objective (id),
  primary key (theme_id, objective_id)
) strict;
create index theme_objective_by_objective on theme_objective (objective_id);

-- A section of the plan's text, in Markdown with figures named between braces. What each figure said when somebody stood
-- by the section is a list: [{"figure": "indicator:A1@2001/02", "said": "12%"}, ...].
create table narrative (
  id                integer primary key,
  section           text not null check (trim(section) <> ''),
  title             text not null default '',
  question          text not null default '',
  text              text not null default '',
  owner             text not null default '',
  review            text check (review is date(review)),
  confirmed_by      text,
  confirmed_on      text check (confirmed_on is date(confirmed_on)),
  confirmed_figures text check (json_valid(confirmed_figures)),
  source            text not null default '',
  position          integer not null,
  check ((confirmed_on is null) = (confirmed_by is null)),
  check ((confirmed_on is null) = (confirmed_figures is null))
) strict;

create table narrative_objective (
  narrative_id integer not null references narrative (id),
  objective_id integer not null references objective (id),
  primary key (narrative_id, objective_id)
) strict;
create index narrative_objective_by_objective on narrative_objective (objective_id);

create table decision (
  id              integer primary key,
  meeting         text not null check (trim(meeting) <> ''),
  decided_on      text check (decided_on is date(decided_on)),
  put             text not null check (trim(put) <> ''),
  decided         text not null default '',
  decided_by      text not null default '',
  consultation_id integer references consultation (id),
  snapshot        text not null default '',
  source          text not null default '',
  position        integer not null
) strict;
create index decision_by_consultation on decision (consultation_id);

create table decision_objective (
  decision_id  integer not null references decision (id),
  objective_id integer not null references objective (id),
  primary key (decision_id, objective_id)
) strict;
create index decision_objective_by_objective on decision_objective (objective_id);

-- Every objective beside what serves it, in plain names.
create view v_serves as
select o.number, o.short as objective, s.noun, s.name
from objective o
join (
  select objective_id, 'priority area' as noun, name from priority_area
  union all select l.objective_id, 'priority area, too', p.name from priority_area_objective l join priority_area p on p.id = l.priority_area_id
  union all select l.objective_id, 'indicator', i.code from indicator_objective l join indicator i on i.id = l.indicator_id
  union all select objective_id, 'action', title from action
  union all select l.objective_id, 'action, too', a.title from action_objective l join action a on a.id = l.action_id
  union all select objective_id, 'risk', title from risk
  union all select l.objective_id, 'risk, too', r.title from risk_objective l join risk r on r.id = l.risk_id
  union all select l.objective_id, 'milestone', m.title from milestone_objective l join milestone m on m.id = l.milestone_id
  union all select l.objective_id, 'theme', t.title from theme_objective l join theme t on t.id = l.theme_id
  union all select l.objective_id, 'section', n.section from narrative_objective l join narrative n on n.id = l.narrative_id
  union all select l.objective_id, 'decision', d.put from decision_objective l join decision d on d.id = l.decision_id
) s on s.objective_id = o.id
order by o.position, s.noun, s.name;
