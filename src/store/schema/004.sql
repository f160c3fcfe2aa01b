-- Schema 4: individual responses, what was set aside of them and how copies count, and themes as a codebook.

-- The question's table again, with more kinds, the words that a grid's rows share, and whether it asks about the
-- respondent. The old one is put aside and its rows taken over: other tables name it, and go on doing so.
drop view v_tally;
create table question_4 (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  number          text not null,
  text            text not null check (trim(text) <> ''),
  kind            text not null check (kind in ('single choice', 'Likert', 'multiple choice', 'ranking', 'number', 'text')),
  stem            text not null default '',
  is_about        integer not null default 0 check (is_about in (0, 1)),
  note            text not null default '',
  position        integer not null
) strict;
insert into question_4 (id, consultation_id, number, text, kind, note, position)
  select id, consultation_id, number, text, kind, note, position from question;
drop table question;
alter table question_4 rename to question;
create index question_by_consultation on question (consultation_id);

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

alter table theme add column definition text not null default '';
alter table theme add column parent_id integer references theme (id);
alter table theme add column indicator_id integer references indicator (id);
create index theme_by_parent on theme (parent_id);
create index theme_by_indicator on theme (indicator_id);

-- Individual responses come as a batch and count while its row stands. `columns` names the questions, and for each the
-- answers that numbers count through: [{"question": key, "choices": [key, ...]}, ...].
create table response_batch (
  batch_id        integer primary key,
  consultation_id integer not null,
  columns         text not null check (json_valid(columns))
) strict;

-- `answers` has one value for each of the batch's columns: false where it was not asked, null where it was not answered,
-- a number that counts through the answers from 0, a list of them, a list of ranks, a figure, true for a comment, or the
-- words of an answer that was not offered.
create table response (
  id         integer primary key,
  batch_id   integer not null,
  line       integer not null,
  channel_id integer not null,
  group_id   integer,
  answers    text not null
) strict;
create index response_by_batch on response (batch_id);

create table comment (
  response_id integer not null,
  question_id integer not null,
  text        text not null,
  primary key (response_id, question_id)
) strict, without rowid;

-- A response that is not counted, and why. The response itself stays.
create table response_aside (
  id          integer primary key,
  response_id integer not null unique,
  reason      text not null check (reason in ('invalid', 'blank', 'duplicate', 'withdrawn')),
  note        text not null default ''
) strict;

-- Copies of one response, and how they count. `members` is a list of responses, the one that stands for them first.
create table response_cluster (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  kind            text not null check (kind in ('same response', 'same text', 'nearly the same text')),
  rule            text not null check (rule in ('each', 'once', 'apart')),
  members         text not null check (json_valid(members)),
  note            text not null default ''
) strict;
create index response_cluster_by_consultation on response_cluster (consultation_id);

-- A theme found in a comment, by whom. The second reader does not see what the first found.
create table coding (
  id          integer primary key,
  response_id integer not null,
  question_id integer not null references question (id),
  theme_id    integer not null references theme (id),
  coder       text not null,
  reader      text not null check (reader in ('first', 'second')),
  unique (response_id, question_id, theme_id, reader)
) strict;
create index coding_by_theme on coding (theme_id);
create index coding_by_question on coding (question_id);

-- A paper form as one keyer read it. `answers` is an object: {"question's key": {"one": key}, ...}.
create table paper_form (
  id              integer primary key,
  consultation_id integer not null references consultation (id),
  channel_id      integer not null references channel (id),
  group_id        integer references respondent_group (id),
  bundle          text not null check (trim(bundle) <> ''),
  number          integer not null check (number >= 1),
  keyer           text not null,
  keying          text not null check (keying in ('first', 'second', 'agreed')),
  answers         text not null check (json_valid(answers)),
  unique (consultation_id, bundle, number, keying)
) strict;
create index paper_form_by_channel on paper_form (channel_id);
create index paper_form_by_group on paper_form (group_id);
-- A respondent's words as they may be printed: what an officer left of a comment, never the comment by itself.
create table quote (
  id           integer primary key,
  response_id  integer not null,
  question_id  integer not null references question (id),
  theme_id     integer references theme (id),
  text         text not null check (trim(text) <> ''),
  is_consented integer not null check (is_consented in (0, 1)),
  note         text not null default ''
) strict;
create index quote_by_question on quote (question_id);
create index quote_by_theme on quote (theme_id);

create view v_response as
select c.title as consultation, r.line, n.name as channel, ifnull(g.name, 'not recorded') as "group",
       ifnull(a.reason, 'counted') as state, r.answers
from response r
join response_batch b on b.batch_id = r.batch_id
join batch on batch.id = r.batch_id
join consultation c on c.id = b.consultation_id
join channel n on n.id = r.channel_id
left join respondent_group g on g.id = r.group_id
left join response_aside a on a.response_id = r.id
order by c.position, r.batch_id, r.line;
