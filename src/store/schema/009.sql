-- Schema 9: a section's confirmed figures, with a rule that every SQLite reads alike.

-- The section's table again. Until SQLite 3.45, json_valid(null) was 0, so that an older shell's integrity check called
-- every section that nobody had confirmed a fault. The old one is put aside and its rows taken over: the table of its
-- objectives names it, and goes on doing so.
drop view v_serves;
create table narrative_9 (
  id                integer primary key,
  section           text not null check (trim(section) <> ''),
  title             text not null default '',
  question          text not null default '',
  text              text not null default '',
  owner             text not null default '',
  review            text check (review is date(review)),
  confirmed_by      text,
  confirmed_on      text check (confirmed_on is date(confirmed_on)),
  confirmed_figures text check (confirmed_figures is null or json_valid(confirmed_figures)),
  source            text not null default '',
  position          integer not null,
  check ((confirmed_on is null) = (confirmed_by is null)),
  check ((confirmed_on is null) = (confirmed_figures is null))
) strict;
insert into narrative_9 (id, section, title, question, text, owner, review, confirmed_by, confirmed_on, confirmed_figures, source, position)
  select id, section, title, question, text, owner, review, confirmed_by, confirmed_on, confirmed_figures, source, position from narrative;
drop table narrative;
alter table narrative_9 rename to narrative;

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
